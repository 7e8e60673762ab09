//! `--help`: the reference that README and people rely on.

use crate::environment::playbook;
use insta::assert_snapshot;

#[test]
fn the_groups_are_listed_the_persons_first() {
    assert_snapshot!(playbook("--help").page(), @"
    playbook – your data has leaked: what to do next
    Works without the internet. What you type stays on this device; nothing is sent.

    Begin here:
      playbook next

    For you
      next                The one thing to do now.
      plan                All steps, in the order in which to do them.
      answer FACT=VALUE   Records answers.
      done [STEP]         Records that a step is done; without STEP the recommended
                          one.
      skip [STEP]         Records that you will not do a step; without STEP the
                          recommended one.
      reply STEP OUTCOME  Records what the other side answered: granted, refused,
                          partly, asks-id, wrong-addressee, acknowledged, extended.
      undo                Takes back what was recorded last.
      why STEP            Why a step is in your plan, or why not.
      what-if FACT=VALUE  What another answer would change.
      show [ID]           Everything about one step, question, authority, law or
                          letter; without ID, the list of all.
      case                Your stored cases: list, use NAME, add ID, remove ID,
                          export [FILE], import FILE, wipe [NAME].

    For those who write playbooks
      new JURISDICTION  Begins a playbook: a folder that checks, proves and tests
                        already.
      check [DIR|ID]    Looks for mistakes in playbooks.
      prove [DIR|ID]    Proves that a playbook leaves nobody stuck, for every
                        combination of answers.
      diff OLD [NEW]    Shows whose plan changes between two versions of a playbook,
                        or proves that nobody's does.
      test [DIR|ID]     Runs the scenarios of playbooks and shows what differs.
      mutate [DIR|ID]   Changes a playbook a little, again and again, and says which
                        changes nobody notices.
      graph [DIR|ID]    Draws which step needs, prefers or follows which.
      gaps [DIR|ID]     Lists what playbooks still lack, what most people come to
                        first.
      schema [KIND]     Prints JSON Schemas: of the files of a playbook, and of
                        every answer of --json.

    For programs
      completions SHELL  Prints a script for your shell (bash, zsh, fish,
                         powershell) that completes commands, answers and steps.
      man [DIR]          The manual pages: the main one, or all of them written to
                         DIR.
      --json  the answer as JSON, for programs (playbook.next/1 and so on)
      Exit codes: 0 fine; 1 a check found problems; 2 wrong usage or input; 3 a
      playbook or stored case could not be read; 4 a limit was hit; 130 interrupted.

    For every command
      --lang LANGUAGE  the language; otherwise that of your system
      --width N        columns, 20 or more; otherwise those of the terminal
      --plain          no colour and no symbols, one item a line, for screen readers
      --playbooks DIR  use the playbooks in this folder instead of the built-in ones
      --plugins DIR    ask the plugins in this folder before the built-in ones
      --now INSTANT    the point in time to plan for; otherwise now
      --case NAME      which stored case; otherwise the one in use
      --no-save        keep nothing on this device
      --help           this help

    More on one command: playbook next --help
    ");
}

#[test]
fn it_speaks_chinese() {
    assert_snapshot!(playbook("--help --lang zh").page(), @"
    playbook – 您的个人信息泄露了：下一步做什么
    不需要联网。您输入的内容只留在这台设备上，不会发送出去。

    从这里开始：
      playbook next

    给您
      next                现在该做的一件事。
      plan                全部步骤，按应做的先后排列。
      answer FACT=VALUE   记录回答。
      done [STEP]         记录一个步骤已完成；不写步骤就是推荐的那个。
      skip [STEP]         记录您不打算做一个步骤；不写步骤就是推荐的那个。
      reply STEP OUTCOME  记录对方的答复：granted、refused、partly、asks-id、
                          wrong-addressee、acknowledged、extended。
      undo                收回最后记录的内容。
      why STEP            某一步为什么在您的计划里，或者为什么不在。
      what-if FACT=VALUE  换一个答案，计划会有什么变化。
      show [ID]           某个步骤、问题、机构、法律或文书的全部内容；不写 ID 就列出
                          全部。
      case                您保存的案件：list、use 名称、add 编号、remove 编号、
                          export [文件]、import 文件、wipe [名称]。

    给编写指引的人
      new JURISDICTION  开始写一份指引：生成一个已经能检查、证明和测试的文件夹。
      check [DIR|ID]    检查指引里的错误。
      prove [DIR|ID]    证明：不论怎样回答，指引都不会让人走不下去。
      diff OLD [NEW]    比较指引的两个版本：谁的计划会变；或证明没有人的计划会变。
      test [DIR|ID]     运行指引的情景，并显示不同之处。
      mutate [DIR|ID]   一次次对指引作小改动，列出没有被发现的改动。
      graph [DIR|ID]    画出各步骤之间的关系：谁先谁后，谁取决于谁。
      gaps [DIR|ID]     列出指引还缺什么，遇到的人最多的排在最前。
      schema [KIND]     输出 JSON Schema：指引各种文件的，以及 --json 每种输出的。

    给程序
      completions SHELL  输出您的 shell（bash、zsh、fish、powershell）的补全脚本：命
                         令、回答和步骤。
      man [DIR]          手册：输出主页面，或者把全部页面写到 DIR。
      --json  以 JSON 输出，供程序使用（playbook.next/1 等）
      退出码：0 正常；1 检查发现问题；2 用法或输入有误；3 指引或保存的案件无法读取；
      4 超过上限；130 被中断。

    每个命令都可以用
      --lang LANGUAGE  语言；不写则用系统的语言
      --width N        列数，至少20；不写则用终端的宽度
      --plain          没有颜色和符号，一行一项，适合读屏软件
      --playbooks DIR  使用这个文件夹里的指引，而不是内置的
      --plugins DIR    先用这个文件夹里的地区插件，再用内置的
      --now INSTANT    按哪个时间点计算；不写就是现在
      --case NAME      哪个保存的案件；不写就是正在使用的那个
      --no-save        不在这台设备上保存任何内容
      --help           显示这份帮助

    想多了解一个命令：playbook next --help
    ");
}

#[test]
fn one_command() {
    assert_snapshot!(playbook("next --help").page(), @r"
    The one thing to do now.
    Without any option it asks the most important question. Each answer shows how to
    go on.

    Usage:
      playbook next [OPTIONS]

    Example:
      playbook next --playbook cn --fact money-state=lost \
        --fact data=bank-card-or-payment,password

    What has happened to you
      --playbook ID                which playbook, such as cn; otherwise that of
                                   your system's country, else first-aid
      --fact FACT=VALUE            an answer; ? means that you do not know; repeat
                                   as needed
      --done STEP[@DATE]           a step you have done; repeat as needed
      --reply STEP=OUTCOME[@DATE]  what the other side answered: granted, refused,
                                   partly, asks-id, wrong-addressee, acknowledged,
                                   extended
      --skip STEP[@DATE]           a step you will not do
      --on DATE                    when the answers were given and events without a
                                   date happened; otherwise now
      --breach FILE|-              a breach as Have I Been Pwned describes it
                                   (JSON); - reads it from the input
      With these options nothing is read from or written to your stored case.
      A DATE is 2026-11-23 (noon of that day) or a moment such as
      2026-11-23T20:00+08:00. A step marked as done today needs no date.

    For every command
      --json           the answer as JSON, for programs (playbook.next/1 and so on)
      --lang LANGUAGE  the language; otherwise that of your system
      --width N        columns, 20 or more; otherwise those of the terminal
      --plain          no colour and no symbols, one item a line, for screen readers
      --playbooks DIR  use the playbooks in this folder instead of the built-in ones
      --plugins DIR    ask the plugins in this folder before the built-in ones
      --now INSTANT    the point in time to plan for; otherwise now
      --case NAME      which stored case; otherwise the one in use
      --no-save        keep nothing on this device
      --help           this help
    ");
}

#[test]
fn a_maintainers_command() {
    assert_snapshot!(playbook("help check").page(), @"
    Looks for mistakes in playbooks.
    DIR is a playbook's folder or a folder of them. ID is looked for in --playbooks
    DIR, in ./playbooks, then among the built-in ones. Without either: all
    of ./playbooks if it is there, else the built-in ones.

    Usage:
      playbook check [DIR|ID] [OPTIONS]

    Example:
      playbook check playbooks/cn --format github

    Options
      --format text|json|sarif|github  how to show findings
      --explain CODE                what a finding's code means
      --watch                       check again whenever a file is saved, and show
                                    what is new and what is gone

    For every command
      --json           the answer as JSON, for programs (playbook.next/1 and so on)
      --lang LANGUAGE  the language; otherwise that of your system
      --width N        columns, 20 or more; otherwise those of the terminal
      --plain          no colour and no symbols, one item a line, for screen readers
      --playbooks DIR  use the playbooks in this folder instead of the built-in ones
      --plugins DIR    ask the plugins in this folder before the built-in ones
      --now INSTANT    the point in time to plan for; otherwise now
      --case NAME      which stored case; otherwise the one in use
      --no-save        keep nothing on this device
      --help           this help
    ");
}

#[test]
fn it_fits_a_phone() {
    assert_snapshot!(playbook("why --help --width 40 --lang zh").page(), @r"
    某一步为什么在您的计划里，或者为什么不
    在。

    用法：
      playbook why STEP [选项]

    例子：
      playbook why police-report \
        --playbook cn \
        --fact money-state=lost

    您遇到了什么
      --playbook ID
        用哪个指引，例如 cn；不写则按系统的
        国家，没有就用 first-aid
      --fact FACT=VALUE
        一个回答；? 表示不知道；可以写多次
      --done STEP[@DATE]
        您已经做完的步骤；可以写多次
      --reply STEP=OUTCOME[@DATE]
        对方怎样答复：granted（同意）、
        refused（拒绝）、partly（部分同
        意）、asks-id（要求证明身份）、
        wrong-addressee（不归它管）、
        acknowledged（已收到）、extended（延
        期）
      --skip STEP[@DATE]
        您不打算做的步骤
      --on DATE
        上面的回答和没有写日期的事是什么时候
        的；不写就是现在
      --breach FILE|-
        Have I Been Pwned 描述的泄露事件
        （JSON）；- 表示从输入读取
      用了这些选项，就不读取也不写入您保存的
      案件。
      日期写成 2026-11-23（当天中午），或写
      成时间点，例如
      2026-11-23T20:00+08:00。今天做的步骤不
      用写日期。

    每个命令都可以用
      --json
        以 JSON 输出，供程序使用
        （playbook.next/1 等）
      --lang LANGUAGE
        语言；不写则用系统的语言
      --width N
        列数，至少20；不写则用终端的宽度
      --plain
        没有颜色和符号，一行一项，适合读屏软
        件
      --playbooks DIR
        使用这个文件夹里的指引，而不是内置的
      --plugins DIR
        先用这个文件夹里的地区插件，再用内置
        的
      --now INSTANT
        按哪个时间点计算；不写就是现在
      --case NAME
        哪个保存的案件；不写就是正在使用的那
        个
      --no-save
        不在这台设备上保存任何内容
      --help
        显示这份帮助
    ");
}

#[test]
fn every_command_that_is_listed_exists() {
    for command in ["next", "plan", "why", "what-if", "show", "check", "test"] {
        let page = playbook(&format!("{command} --help")).page();
        assert!(page.contains(&format!("playbook {command}")), "{page}");
    }
}

#[test]
fn the_version_is_one_line() {
    let version = playbook("--version").page();
    assert!(version.starts_with("playbook ") && version.lines().count() == 1, "{version}");
}
