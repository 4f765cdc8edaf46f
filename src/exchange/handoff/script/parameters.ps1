[CmdletBinding()]
param(
    # What happens to generated passwords: shown here, written to -PasswordFile, or thrown away.
    [ValidateSet('Show', 'File', 'Discard')]
    [string] $Passwords = 'Show',
    [string] $PasswordFile,
    # Default: the name of this script with .log.
    [string] $LogFile,
    [string] $TenantId,
    [ValidateSet('Global', 'USGov', 'USGovDoD', 'China')]
    [string] $Environment = 'Global',
    # Read and compare only; say what would be done.
    [switch] $CheckOnly,
    # Repeat what an earlier run has noted as done: passwords, sessions, people without an id.
    [switch] $Again,
    # Use the connection of an earlier Connect-MgGraph.
    [switch] $UseCurrentConnection
)

Set-StrictMode -Version 1.0
$ErrorActionPreference = 'Stop'
