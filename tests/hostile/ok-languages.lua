-- Names in several languages.
return {
  channels = function(authority, case)
    return { { phone = "110", name = { ja = "個人情報保護委員会", ko = "개인정보보호위원회", ar = "هيئة حماية البيانات" } } }
  end,
}
