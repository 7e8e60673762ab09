return { ["XL-07"] = { { phone = "0200 555", name = "fine" } } }
