#compdef playbook
# Completes `playbook` in zsh. Put this into ~/.zshrc, after compinit:
#   source <(playbook completions zsh)
_playbook() {
    local -a candidates lines open opened
    local candidate text more
    while IFS=$'\t' read -r candidate text more; do
        if [[ $more == + ]]; then
            open+=("$candidate")
            opened+=("$candidate  $text")
        else
            candidates+=("$candidate")
            lines+=("$candidate  $text")
        fi
    done < <(command playbook complete "${(j: :)words[1,CURRENT-1]} $PREFIX" 2>/dev/null)
    if (( ! $#candidates && ! $#open )); then
        _files
        return
    fi
    (( $#open )) && compadd -V answers -S '' -l -d opened -a open
    (( $#candidates )) && compadd -V words -l -d lines -a candidates
}
compdef _playbook playbook
