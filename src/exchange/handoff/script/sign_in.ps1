#region Sign in

if (-not (Get-Command -Name Invoke-MgGraphRequest -ErrorAction SilentlyContinue)) {
    throw 'The module Microsoft.Graph.Authentication is missing. Install it with: Install-Module Microsoft.Graph.Authentication -Scope CurrentUser'
}
if ($Passwords -eq 'File' -and -not $PasswordFile) {
    throw 'Say with -PasswordFile where the passwords go.'
}
if (-not $LogFile) {
    $LogFile = $(if ($PSCommandPath) { $PSCommandPath + '.log' } else { 'tenantry-changes.log' })
}
$LogFile = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($LogFile)
if ($PasswordFile) {
    $PasswordFile = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($PasswordFile)
}
$DoneFile = $LogFile + '.done'
if (-not $UseCurrentConnection) {
    $connect = @{ Scopes = $Scopes; Environment = $Environment }
    if ($TenantId) {
        $connect['TenantId'] = $TenantId
    }
    if ((Get-Command -Name Connect-MgGraph).Parameters.ContainsKey('NoWelcome')) {
        $connect['NoWelcome'] = $true
    }
    $null = Connect-MgGraph @connect
}
$context = Get-MgContext
if (-not $context) {
    throw 'Not signed in.'
}
$GraphRoot = switch ([string] $context.Environment) {
    'USGov' { 'https://graph.microsoft.us' }
    'USGovDoD' { 'https://dod-graph.microsoft.us' }
    'China' { 'https://microsoftgraph.chinacloudapi.cn' }
    default { 'https://graph.microsoft.com' }
}
Write-Log ('tenant ' + $context.TenantId + ', account ' + $context.Account)

#endregion
