# Completes `playbook` in fish. Write this to ~/.config/fish/completions/playbook.fish:
#   playbook completions fish > ~/.config/fish/completions/playbook.fish
function __playbook_complete
    set -l found (command playbook complete (commandline -cp | string collect) 2>/dev/null)
    if test (count $found) -gt 0
        string replace -r '\t\+$' '' -- $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c playbook -f -k -a '(__playbook_complete)'
