//! `playbook next`: one action or question, and how to go on.

use crate::environment::playbook;
use insta::assert_snapshot;

/// Money went by the person's own transfer, twenty minutes ago.
const DECEIVED: &str = "--playbook cn --fact money-state=lost --fact loss-method=i-transferred \
    --fact lost-at=2026-11-23T19:40+08:00 --fact danger=none --fact extortion=no --fact account-control=yes";

/// Nothing is urgent; the leaker is known and has been asked.
const CALM: &str = "--playbook cn --fact danger=none --fact money-state=none --fact extortion=no \
    --fact account-control=yes --fact data=email,phone --fact how-learned=notice-from-company --fact harassment=spam \
    --fact impersonation=none --fact role=self --fact age=adult --fact where-now=cn-mainland --fact region=CN-GD \
    --fact leaker-known=certain --fact leaker-kind=platform-or-app";

fn next(options: &str) -> String {
    playbook(&format!("next {options}")).page()
}

#[test]
fn without_anything_it_asks_what_matters_most() {
    assert_snapshot!(next(""), @r#"
    There is no playbook for US yet, so this is first-aid: what holds everywhere.
    Another: --playbook ID (cn or first-aid)

    4 QUESTIONS FIRST

    Is anyone in danger right now, or being followed or threatened?
      You or anyone else. If yes and you can, go where other people are before you
      read on.
      none       No
      threats    Someone is threatening us
      stalking   Someone is following, watching or waiting for us
      emergency  Yes, we are in danger at this moment
      ?          I don't know

    Has money left your accounts, or is it leaving now?
      Money you were tricked into sending counts too. If you cannot tell, choose "I
      don't know".
      none              No
      attempt-blocked   Someone tried, but the payment was stopped
      lost-under-30min  Yes, less than 30 minutes ago
      lost-under-24h    Yes, less than 24 hours ago
      lost-under-48h    Yes, less than 48 hours ago
      lost-older        Yes, longer ago than that
      lost              Yes, but I cannot say when
      ?                 I don't know

    Is someone demanding something from you, so that they do not publish or do
    worse?
      Whatever they have, you are not to blame. Do not answer them while you read
      this.
      no          No
      money       They want money
      images      They want pictures or videos, or more of them
      other-acts  They want me to do something else
      ?           I don't know

    Are your phone and your accounts still in your own hands?
      If several are true, choose the one that happened first.
      yes                    Yes
      taken-over             Someone else is inside one of my accounts
      sim-dead               My phone suddenly has no network, and I do not know why
      phone-lost             My phone is lost or stolen
      malware-or-remote-app  Someone can see or control my device, or I installed
                             something they told me to
      ?                      I don't know

    It decides about: Call your local emergency number – and 13 more

    TAKE CARE
      * Do not answer, pay, click or give a code to anyone who contacts you

    To answer:
      playbook next --playbook first-aid --now 2026-11-23T20:00:00+08:00 \
        --fact danger=ANSWER --fact money-state=ANSWER --fact extortion=ANSWER \
        --fact account-control=ANSWER
    In the place of ANSWER write one of the words on the left, or ? if you do not
    know.
    "#);
}

#[test]
fn the_country_of_the_system_chooses_the_playbook() {
    assert_snapshot!(playbook("next").locale("zh_CN.UTF-8").page(), @r"
    您的系统属于 CN，使用指引 cn。要换一个：--playbook ID

    先回答4个问题

    现在有人身危险吗？有没有人在跟踪或威胁？
      不论是您本人还是别人。如果有，又走得开，请先到有人的地方，再往下看。
      none       没有
      threats    有人在威胁我们
      stalking   有人在跟踪、监视或守候我们
      emergency  有，此刻就有危险
      ?          不知道

    账户里的钱有没有被转走，或者正在被转走？
      被骗后自己转出去的也算。看不出来就选“不知道”。
      none              没有
      attempt-blocked   有人试过，但被拦下了
      lost-under-30min  有，不到30分钟
      lost-under-24h    有，不到24小时
      lost-under-48h    有，不到48小时
      lost-older        有，时间更早
      lost              有，但说不清什么时候
      ?                 不知道

    有没有人要挟您，说不照做就公开或者对您不利？
      不管对方手里有什么，错不在您。看这一页时先不要回复对方。
      no          没有
      money       对方要钱
      images      对方要照片或视频，或者要更多
      other-acts  对方要我做别的事
      ?           不知道

    手机和账号还在您自己手里吗？
      如果有几种情况，选最先发生的那一种。
      yes                    都在
      taken-over             有人登录了我的账号
      sim-dead               手机突然没有信号，不知道原因
      phone-lost             手机丢了或被偷了
      malware-or-remote-app  有人能看到或操控我的设备，或者我按对方要求装了软件
      ?                      不知道

    它关系到：有危险：马上打110，以及另外18步

    千万注意
      * 不理会、不付款、不点链接

    这样回答：
      playbook next --playbook cn --now 2026-11-23T20:00:00+08:00 \
        --fact danger=答案 --fact money-state=答案 --fact extortion=答案 \
        --fact account-control=答案
    把“答案”换成左边的一个词；不知道就写 ?。
    ");
}

#[test]
fn an_urgent_step() {
    assert_snapshot!(next(DECEIVED), @r#"
    NOW · within 5 minutes                                               step 1 of 6
    You were tricked into a transfer: call 110 now for an emergency stop
      why      The money can be gone within minutes. The police can stop payments
               out of the receiving account for 48 hours. Within 30 minutes is best,
               but call even hours or a day or two later.
      how      - Call 110 and say: “我遭遇电信诈骗，请求紧急止付” (I am a victim of
                 telecom fraud, please order an emergency stop-payment).
               - Give your name, ID number, and your own bank and account.
               - Give the amount, the exact time, and the payee's name, account and
                 bank; for a payment app, the order number.
               - Call even if something is missing. Do not wait.
               - Note the call record number (接警编号). The same day go to the
                 police station with the receipts and file a report: without one the
                 stop lapses.
               - If it did not work by phone, ask in person at the station the same
                 day. One account can be stopped twice, up to 96 hours in all, so
                 day three or four is not too late.
               - Outside mainland China: ask someone there to call 110 for you; you
                 can also try +86-area code-110, which may not connect.
      where    Police (110)
               phone 110                                                not verified
               24 hours; Say first where you are and what is happening. Write down
               the call number.
               phone 12110 – Police by SMS                              not verified
               For when you cannot speak; write where you are. Some places use plain
               12110, others 12110 plus the last three digits of the area code
               (Beijing 12110010, Shanghai 12110021, Shenzhen 12110755). Messages
               can be late: no reply, send again or call 110.
               look up The landline of that city's police, or ask family or friends
               in mainland China to report for you
               only in some cases; an answer is missing; 110 normally cannot be
               dialled from outside. "+86 - area code - 110" works for many cities
               but is not certain.
      note     turned away there: They do not decide compensation or deletion. For
               spam without threats use 12321.
      bring    Your name and ID number; Your own account and bank; The payee's name,
               account and bank (or the payment order number); The amount and the
               exact time
      keep     The call record number (接警编号); The transfer receipts
      law      Anti-Telecom and Online Fraud Law Article 20     source of 2025-04-19
               Anti-Telecom and Online Fraud Law Article 34     source of 2025-04-19
               Joint Notice of 2016 on Emergency Stop-Payment and Fast Freezing of
               Accounts Used in Telecom and Online Fraud (source of 2016-05-23)
      then     Get frozen money back: keep in touch with the case officer
      because  Has money left your accounts, or is it leaving now? – Yes, but I
               cannot say when
               How did the money go? – I sent it myself, because I was deceived or
               pressed

    TAKE CARE
      * Ignore them, do not pay, do not click
      * Beware of the second fraud that offers to get your money back

    When you have done it:
      playbook next --playbook cn --fact money-state=lost \
        --fact loss-method=i-transferred --fact lost-at=2026-11-23T19:40+08:00 \
        --fact danger=none --fact extortion=no --fact account-control=yes \
        --now 2026-11-23T20:00:00+08:00 --done stop-payment-110@2026-11-23
    If you will not do it: --skip stop-payment-110 in the place of --done
    Why this step: playbook why stop-payment-110, with the same options except the
    last
    All steps: playbook plan, with the same options
    "#);
}

#[test]
fn an_urgent_step_in_chinese() {
    assert_snapshot!(next(&format!("{DECEIVED} --lang zh")), @r"
    立即 · 5分钟内                                                      第1步，共6步
    转账被骗：马上打110，请求紧急止付
      原因    钱可能几分钟内就被转走。警方可以让收款账户先停止付款48小时。三十分钟内
              最好；过了几小时、一两天也仍然要打。
      做法    - 拨打110，说：“我遭遇电信诈骗，请求紧急止付。”
              - 报您的姓名、身份证号，以及转出的银行和账号。
              - 报金额、准确时间，收款人姓名、账号和银行；用支付软件转的，报订单号。
              - 信息不全也先打，不要等。
              - 记下接警编号；当天带转账凭证到派出所正式报案，不报案止付到期就失效。
              - 当时没办成：当天到派出所当面再提。同一账户可以止付两次，合计最长96小
                时，第三、四天也不算晚。
              - 人在境外：请境内亲友代打110；也可试拨 +86-城市区号-110，不一定能接
                通。
      去哪里  公安机关（110）
              电话 110                                                        未核实
              24小时；接通后先说在哪里、发生了什么。记下接警编号。
              电话 12110 – 短信报警                                           未核实
              不方便说话时用，写清地点。有的地方直接发12110，有的地方发12110加本地区
              号后三位（北京12110010、上海12110021、深圳12110755）。短信可能延迟：没
              有回复就重发，或改打110。
              查找 所在城市公安局的固定电话，或请在境内的亲友代为报警
              只适用于部分情况，还缺一个回答；境外一般打不通110。“+86-区号-110”在不
              少城市可用，但不能保证。
      注意    不受理：不解决赔偿和删除信息的要求；没有威胁的垃圾短信和骚扰电话请找
              12321。
      准备    您的姓名和身份证号；您的账号和银行；收款人姓名、账号和银行（或支付订单
              号）；金额和准确时间
      保存    接警编号；转账凭证
      依据    反电信网络诈骗法 第二十条                        来源日期2025年4月19日
              反电信网络诈骗法 第三十四条                      来源日期2025年4月19日
              关于建立电信网络新型违法犯罪涉案账户紧急止付和快速冻结机制的通知（2016
              年） (来源日期2016年5月23日)
      然后    追要冻结的钱：联系办案民警
      因为    账户里的钱有没有被转走，或者正在被转走？ – 有，但说不清什么时候
              钱是怎么没的？ – 被骗或被逼，自己转出去的

    千万注意
      * 不理会、不付款、不点链接
      * 提防“帮您追回”的第二次诈骗

    做完以后：
      playbook next --playbook cn --fact money-state=lost \
        --fact loss-method=i-transferred --fact lost-at=2026-11-23T19:40+08:00 \
        --fact danger=none --fact extortion=no --fact account-control=yes \
        --now 2026-11-23T20:00:00+08:00 --lang zh \
        --done stop-payment-110@2026-11-23
    如果不打算做：把 --done 换成 --skip stop-payment-110
    为什么要做：playbook why stop-payment-110，选项相同，去掉最后一个
    全部步骤：playbook plan，选项相同
    ");
}

#[test]
fn an_urgent_step_on_a_phone() {
    assert_snapshot!(next(&format!("{DECEIVED} --width 40")), @r#"
    NOW · within 5 minutes       step 1 of 6
    You were tricked into a transfer: call
    110 now for an emergency stop
      why
        The money can be gone within
        minutes. The police can stop
        payments out of the receiving
        account for 48 hours. Within 30
        minutes is best, but call even hours
        or a day or two later.
      how
        - Call 110 and say: “我遭遇电信诈
          骗，请求紧急止付” (I am a victim
          of telecom fraud, please order an
          emergency stop-payment).
        - Give your name, ID number, and
          your own bank and account.
        - Give the amount, the exact time,
          and the payee's name, account and
          bank; for a payment app, the order
          number.
        - Call even if something is missing.
          Do not wait.
        - Note the call record number (接警
          编号). The same day go to the
          police station with the receipts
          and file a report: without one the
          stop lapses.
        - If it did not work by phone, ask
          in person at the station the same
          day. One account can be stopped
          twice, up to 96 hours in all, so
          day three or four is not too late.
        - Outside mainland China: ask
          someone there to call 110 for you;
          you can also try +86-area
          code-110, which may not connect.
      where
        Police (110)
        phone 110 (not verified)
        24 hours; Say first where you are
        and what is happening. Write down
        the call number.
        phone 12110 – Police by SMS (not
        verified)
        For when you cannot speak; write
        where you are. Some places use plain
        12110, others 12110 plus the last
        three digits of the area code
        (Beijing 12110010, Shanghai
        12110021, Shenzhen 12110755).
        Messages can be late: no reply, send
        again or call 110.
        look up The landline of that city's
        police, or ask family or friends in
        mainland China to report for you
        only in some cases; an answer is
        missing; 110 normally cannot be
        dialled from outside. "+86 - area
        code - 110" works for many cities
        but is not certain.
      note
        turned away there: They do not
        decide compensation or deletion. For
        spam without threats use 12321.
      bring
        Your name and ID number; Your own
        account and bank; The payee's name,
        account and bank (or the payment
        order number); The amount and the
        exact time
      keep
        The call record number (接警编号);
        The transfer receipts
      law
        Anti-Telecom and Online Fraud Law
        Article 20 (source of 2025-04-19)
        Anti-Telecom and Online Fraud Law
        Article 34 (source of 2025-04-19)
        Joint Notice of 2016 on Emergency
        Stop-Payment and Fast Freezing of
        Accounts Used in Telecom and Online
        Fraud (source of 2016-05-23)
      then
        Get frozen money back: keep in touch
        with the case officer
      because
        Has money left your accounts, or is
        it leaving now? – Yes, but I cannot
        say when
        How did the money go? – I sent it
        myself, because I was deceived or
        pressed

    TAKE CARE
      * Ignore them, do not pay, do not
        click
      * Beware of the second fraud that
        offers to get your money back

    When you have done it:
      playbook next --playbook cn \
        --fact money-state=lost \
        --fact loss-method=i-transferred \
        --fact lost-at=2026-11-23T19:40+08:00 \
        --fact danger=none \
        --fact extortion=no \
        --fact account-control=yes \
        --now 2026-11-23T20:00:00+08:00 \
        --done stop-payment-110@2026-11-23
    If you will not do it: --skip
    stop-payment-110 in the place of --done
    Why this step: playbook why
    stop-payment-110, with the same options
    except the last
    All steps: playbook plan, with the same
    options
    "#);
}

#[test]
fn an_urgent_step_on_a_phone_in_chinese() {
    assert_snapshot!(next(&format!("{DECEIVED} --width 40 --lang zh")), @r"
    立即 · 5分钟内              第1步，共6步
    转账被骗：马上打110，请求紧急止付
      原因
        钱可能几分钟内就被转走。警方可以让收
        款账户先停止付款48小时。三十分钟内最
        好；过了几小时、一两天也仍然要打。
      做法
        - 拨打110，说：“我遭遇电信诈骗，请求
          紧急止付。”
        - 报您的姓名、身份证号，以及转出的银
          行和账号。
        - 报金额、准确时间，收款人姓名、账号
          和银行；用支付软件转的，报订单号。
        - 信息不全也先打，不要等。
        - 记下接警编号；当天带转账凭证到派出
          所正式报案，不报案止付到期就失效。
        - 当时没办成：当天到派出所当面再提。
          同一账户可以止付两次，合计最长96小
          时，第三、四天也不算晚。
        - 人在境外：请境内亲友代打110；也可
          试拨 +86-城市区号-110，不一定能接
          通。
      去哪里
        公安机关（110）
        电话 110 (未核实)
        24小时；接通后先说在哪里、发生了什
        么。记下接警编号。
        电话 12110 – 短信报警 (未核实)
        不方便说话时用，写清地点。有的地方直
        接发12110，有的地方发12110加本地区号
        后三位（北京12110010、上海12110021、
        深圳12110755）。短信可能延迟：没有回
        复就重发，或改打110。
        查找 所在城市公安局的固定电话，或请
        在境内的亲友代为报警
        只适用于部分情况，还缺一个回答；境外
        一般打不通110。“+86-区号-110”在不少
        城市可用，但不能保证。
      注意
        不受理：不解决赔偿和删除信息的要求；
        没有威胁的垃圾短信和骚扰电话请找
        12321。
      准备
        您的姓名和身份证号；您的账号和银行；
        收款人姓名、账号和银行（或支付订单
        号）；金额和准确时间
      保存
        接警编号；转账凭证
      依据
        反电信网络诈骗法 第二十条 (来源日期
        2025年4月19日)
        反电信网络诈骗法 第三十四条 (来源日
        期2025年4月19日)
        关于建立电信网络新型违法犯罪涉案账户
        紧急止付和快速冻结机制的通知（2016
        年） (来源日期2016年5月23日)
      然后
        追要冻结的钱：联系办案民警
      因为
        账户里的钱有没有被转走，或者正在被转
        走？ – 有，但说不清什么时候
        钱是怎么没的？ – 被骗或被逼，自己转
        出去的

    千万注意
      * 不理会、不付款、不点链接
      * 提防“帮您追回”的第二次诈骗

    做完以后：
      playbook next --playbook cn \
        --fact money-state=lost \
        --fact loss-method=i-transferred \
        --fact lost-at=2026-11-23T19:40+08:00 \
        --fact danger=none \
        --fact extortion=no \
        --fact account-control=yes \
        --now 2026-11-23T20:00:00+08:00 \
        --lang zh \
        --done stop-payment-110@2026-11-23
    如果不打算做：把 --done 换成 --skip
    stop-payment-110
    为什么要做：playbook why
    stop-payment-110，选项相同，去掉最后一个
    全部步骤：playbook plan，选项相同
    ");
}

#[test]
fn an_urgent_step_on_a_wide_screen() {
    assert_snapshot!(next(&format!("{DECEIVED} --width 120")), @r#"
    NOW · within 5 minutes                                                                                       step 1 of 6
    You were tricked into a transfer: call 110 now for an emergency stop
      why      The money can be gone within minutes. The police can stop payments out of the receiving account for 48 hours.
               Within 30 minutes is best, but call even hours or a day or two later.
      how      - Call 110 and say: “我遭遇电信诈骗，请求紧急止付” (I am a victim of telecom fraud, please order an emergency
                 stop-payment).
               - Give your name, ID number, and your own bank and account.
               - Give the amount, the exact time, and the payee's name, account and bank; for a payment app, the order
                 number.
               - Call even if something is missing. Do not wait.
               - Note the call record number (接警编号). The same day go to the police station with the receipts and file a
                 report: without one the stop lapses.
               - If it did not work by phone, ask in person at the station the same day. One account can be stopped twice,
                 up to 96 hours in all, so day three or four is not too late.
               - Outside mainland China: ask someone there to call 110 for you; you can also try +86-area code-110, which
                 may not connect.
      where    Police (110)
               phone 110                                                                                        not verified
               24 hours; Say first where you are and what is happening. Write down the call number.
               phone 12110 – Police by SMS                                                                      not verified
               For when you cannot speak; write where you are. Some places use plain 12110, others 12110 plus the last three
               digits of the area code (Beijing 12110010, Shanghai 12110021, Shenzhen 12110755). Messages can be late: no
               reply, send again or call 110.
               look up The landline of that city's police, or ask family or friends in mainland China to report for you
               only in some cases; an answer is missing; 110 normally cannot be dialled from outside. "+86 - area code -
               110" works for many cities but is not certain.
      note     turned away there: They do not decide compensation or deletion. For spam without threats use 12321.
      bring    Your name and ID number; Your own account and bank; The payee's name, account and bank (or the payment order
               number); The amount and the exact time
      keep     The call record number (接警编号); The transfer receipts
      law      Anti-Telecom and Online Fraud Law Article 20                                             source of 2025-04-19
               Anti-Telecom and Online Fraud Law Article 34                                             source of 2025-04-19
               Joint Notice of 2016 on Emergency Stop-Payment and Fast Freezing of Accounts Used in Telecom and Online Fraud
               (source of 2016-05-23)
      then     Get frozen money back: keep in touch with the case officer
      because  Has money left your accounts, or is it leaving now? – Yes, but I cannot say when
               How did the money go? – I sent it myself, because I was deceived or pressed

    TAKE CARE
      * Ignore them, do not pay, do not click
      * Beware of the second fraud that offers to get your money back

    When you have done it:
      playbook next --playbook cn --fact money-state=lost --fact loss-method=i-transferred \
        --fact lost-at=2026-11-23T19:40+08:00 --fact danger=none --fact extortion=no --fact account-control=yes \
        --now 2026-11-23T20:00:00+08:00 --done stop-payment-110@2026-11-23
    If you will not do it: --skip stop-payment-110 in the place of --done
    Why this step: playbook why stop-payment-110, with the same options except the last
    All steps: playbook plan, with the same options
    "#);
}

#[test]
fn an_urgent_step_for_a_screen_reader() {
    assert_snapshot!(next(&format!("{DECEIVED} --plain")), @r#"
    NOW, within 5 minutes
    step 1 of 6
    You were tricked into a transfer: call 110 now for an emergency stop
    why: The money can be gone within minutes. The police can stop payments out of the receiving account for 48 hours. Within 30 minutes is best, but call even hours or a day or two later.
    how: - Call 110 and say: “我遭遇电信诈骗，请求紧急止付” (I am a victim of telecom fraud, please order an emergency stop-payment).
    - Give your name, ID number, and your own bank and account.
    - Give the amount, the exact time, and the payee's name, account and bank; for a payment app, the order number.
    - Call even if something is missing. Do not wait.
    - Note the call record number (接警编号). The same day go to the police station with the receipts and file a report: without one the stop lapses.
    - If it did not work by phone, ask in person at the station the same day. One account can be stopped twice, up to 96 hours in all, so day three or four is not too late.
    - Outside mainland China: ask someone there to call 110 for you; you can also try +86-area code-110, which may not connect.
    where: Police (110)
    phone 110 (not verified)
    24 hours; Say first where you are and what is happening. Write down the call number.
    phone 12110 – Police by SMS (not verified)
    For when you cannot speak; write where you are. Some places use plain 12110, others 12110 plus the last three digits of the area code (Beijing 12110010, Shanghai 12110021, Shenzhen 12110755). Messages can be late: no reply, send again or call 110.
    look up The landline of that city's police, or ask family or friends in mainland China to report for you
    only in some cases; an answer is missing; 110 normally cannot be dialled from outside. "+86 - area code - 110" works for many cities but is not certain.
    note: turned away there: They do not decide compensation or deletion. For spam without threats use 12321.
    bring: Your name and ID number; Your own account and bank; The payee's name, account and bank (or the payment order number); The amount and the exact time
    keep: The call record number (接警编号); The transfer receipts
    law: Anti-Telecom and Online Fraud Law Article 20 (source of 2025-04-19)
    law: Anti-Telecom and Online Fraud Law Article 34 (source of 2025-04-19)
    law: Joint Notice of 2016 on Emergency Stop-Payment and Fast Freezing of Accounts Used in Telecom and Online Fraud (source of 2016-05-23)
    then: Get frozen money back: keep in touch with the case officer
    because: Has money left your accounts, or is it leaving now? – Yes, but I cannot say when
    because: How did the money go? – I sent it myself, because I was deceived or pressed

    TAKE CARE
    Ignore them, do not pay, do not click
    Beware of the second fraud that offers to get your money back

    When you have done it: playbook next --playbook cn --fact money-state=lost --fact loss-method=i-transferred --fact lost-at=2026-11-23T19:40+08:00 --fact danger=none --fact extortion=no --fact account-control=yes --now 2026-11-23T20:00:00+08:00 --done stop-payment-110@2026-11-23
    If you will not do it: --skip stop-payment-110 in the place of --done
    Why this step: playbook why stop-payment-110, with the same options except the last
    All steps: playbook plan, with the same options
    "#);
}

#[test]
fn a_calm_case() {
    assert_snapshot!(next(CALM), @r"
    TODAY · within 2 hours                                              step 2 of 12
    Save the evidence
      why      Posts vanish, and the law asks for network logs to be kept only six
               months at least. Blocking, takedown, closing an account and resetting
               a phone all destroy proof. So save first, then act. But never let
               this hold up stopping a payment, a freeze or a call to the police.
      how      - Set the phone's time to automatic. Start a screen recording on the
                 home screen with time and network visible, then open the app or
                 page and record until the end.
               - Take full screenshots, not cropped, nothing drawn on them; show the
                 address (URL), the account ID (not only the nickname) and the time.
               - Leave original texts, mails and chats on the phone: do not delete,
                 log out or reinstall. Keep the call log and recordings.
               - Keep bank and payment statements, order numbers, the breach notice,
                 the privacy policy of that time, your correspondence and ticket
                 numbers.
               - Make a list of what the strangers knew about you, item by item.
               - Do not copy or forward intimate images: note only the address and
                 account with the thumbnails covered. The police collect the rest.
               - Put everything in an evidence index by time and keep a second copy
                 elsewhere. Never hand over your only original.
               - Do not hack anyone, and do not buy data to prove the leak.
      bring    The phone or computer with the originals
      papers   Evidence index
      keep     The evidence index; Screenshots, recordings and original files; The
               list of what they knew about you
      law      Supreme People's Court Provisions on Evidence in Civil Procedure
               Article 14 (source of 2025-04-19)
               Supreme People's Court Provisions on Evidence in Civil Procedure
               Article 94 (source of 2025-04-19)
      then     Write down every call and message; Demand in writing that they delete
               your data and stop using it; Check again at set times, then close;
               and 3 more

    TAKE CARE
      * Ignore them, do not pay, do not click

    When you have done it:
      playbook next --playbook cn --fact danger=none --fact money-state=none \
        --fact extortion=no --fact account-control=yes --fact data=email,phone \
        --fact how-learned=notice-from-company --fact harassment=spam \
        --fact impersonation=none --fact role=self --fact age=adult \
        --fact where-now=cn-mainland --fact region=CN-GD \
        --fact leaker-known=certain --fact leaker-kind=platform-or-app \
        --now 2026-11-23T20:00:00+08:00 --done capture-evidence@2026-11-23
    If you will not do it: --skip capture-evidence in the place of --done
    Why this step: playbook why capture-evidence, with the same options except the
    last
    All steps: playbook plan, with the same options
    ");
}

#[test]
fn a_breach_file_answers_what_leaked() {
    let breach = r#"{ "Name": "Example", "DataClasses": ["Passwords", "Email addresses"] }"#;
    let line = "plan --playbook cn --fact danger=none --fact money-state=none --fact extortion=no \
        --fact account-control=yes --breach -";
    let with = playbook(line).stdin(breach).json();
    let without = playbook(line).stdin(r#"[{ "Name": "Example", "DataClasses": ["Passport numbers"] }]"#).json();
    assert_ne!(with["steps"], without["steps"]);
}

#[test]
fn json_is_the_contract() {
    let document = playbook(&format!("next {DECEIVED}")).json();
    assert_eq!(document["schema"], "playbook.next/1");
    assert_eq!(document["now"], "2026-11-23T20:00:00+08:00");
    assert_eq!(document["language"], "en");
    assert_eq!(document["recommendation"]["kind"], "step");
    assert_eq!(document["recommendation"]["step"]["playbook"], "cn");
}

/// The command that is shown is the command that works.
#[test]
fn the_way_on_can_be_pasted() {
    let page = next(&format!("{DECEIVED} --plain"));
    let command = page.lines().find_map(|line| line.strip_prefix("When you have done it: playbook ")).unwrap();
    let before = playbook(&format!("next {DECEIVED}")).json();
    let after = playbook(command).real_clock().json();
    assert_ne!(before["recommendation"]["step"]["id"], after["recommendation"]["step"]["id"]);
}

/// Nobody is led on for ever: answering and doing what is asked comes to a wait or an end.
#[test]
fn following_the_advice_ends() {
    let mut line = "next --playbook cn --lang en".to_owned();
    for _ in 0..200 {
        let document = playbook(&line).json();
        let advice = &document["recommendation"];
        match advice["kind"].as_str().unwrap() {
            "step" => line += &format!(" --done {}", advice["step"]["id"].as_str().unwrap()),
            "question" => {
                let question = &advice["question"];
                line += &format!(" --fact {}=?", question["fact"].as_str().unwrap());
            }
            _ => return,
        }
    }
    panic!("200 answers and still no end: {line}");
}
