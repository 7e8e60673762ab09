# Completes `playbook` in PowerShell. Put this into $PROFILE:
#   playbook completions powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName playbook -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $line = $commandAst.ToString()
    $cursor = $cursorPosition - $commandAst.Extent.StartOffset
    if ($cursor -lt $line.Length) { $line = $line.Substring(0, $cursor) } else { $line = $line.PadRight($cursor) }
    playbook complete $line 2>$null | ForEach-Object {
        $candidate, $text, $null = $_ -split "`t"
        if (-not $text) { $text = $candidate }
        [System.Management.Automation.CompletionResult]::new($candidate, $candidate, 'ParameterValue', $text)
    }
}
