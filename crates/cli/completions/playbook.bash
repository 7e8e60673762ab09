# Completes `playbook` in bash. Put this into ~/.bashrc:
#   source <(playbook completions bash)
_playbook() {
    local line="${COMP_LINE:0:COMP_POINT}" breaks="" cut="" candidate text more
    local word="${line##*[[:space:]]}"
    # readline replaces only what stands after the last of these
    case "$COMP_WORDBREAKS" in *=*) breaks="=" ;; esac
    case "$COMP_WORDBREAKS" in *:*) breaks="$breaks:" ;; esac
    if [[ -n "$breaks" ]]; then cut="${word%"${word##*["$breaks"]}"}"; fi
    COMPREPLY=()
    while IFS=$'\t' read -r candidate text more; do
        if [[ "$more" == + ]]; then compopt -o nospace 2>/dev/null; fi
        candidate="${candidate#"$cut"}"
        if [[ "$candidate" == *[!A-Za-z0-9_=:,./@+-]* ]]; then candidate="$(printf '%q' "$candidate")"; fi
        COMPREPLY+=("$candidate")
    done < <(command playbook complete "$line" 2>/dev/null)
}
# bash before 4.4 sorts
complete -o default -o nosort -F _playbook playbook 2>/dev/null || complete -o default -F _playbook playbook
