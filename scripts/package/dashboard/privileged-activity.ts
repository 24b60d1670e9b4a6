/** Acts that give or use rights over others, by what is done; as the rules of the pack look for them. */
export const PRIVILEGED_ACTIVITY: readonly { readonly label: string; readonly query: string }[] = [
  {
    label: 'Entra role assigned',
    query:
      'event.dataset: "azure.auditlogs" and azure.auditlogs.properties.logged_by_service: "Core Directory" and ' +
      'event.action: "Add member to role" and event.outcome: (success or Success)',
  },
  {
    label: 'Entra role assigned (Microsoft 365 log)',
    query:
      'event.dataset: "o365.audit" and event.provider: "AzureActiveDirectory" and event.action: "Add member to role."',
  },
  {
    label: 'PIM activation',
    query:
      'event.dataset: "azure.auditlogs" and azure.auditlogs.properties.logged_by_service: "PIM" and ' +
      'event.action: "Add member to role completed (PIM activation)"',
  },
  {
    label: 'PIM eligibility given',
    query:
      'event.dataset: "azure.auditlogs" and azure.auditlogs.properties.logged_by_service: "PIM" and event.action: ' +
      '("Add eligible member to role in PIM completed (permanent)" or ' +
      '"Add eligible member to role in PIM completed (timebound)" or "Add eligible member (permanent)" or ' +
      '"Add eligible member (eligible)")',
  },
  {
    label: 'Azure role assigned',
    query:
      'event.dataset: "azure.activitylogs" and event.outcome: (success or Success) and event.action: ' +
      '("MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE" or "Microsoft.Authorization/roleAssignments/write")',
  },
  {
    label: 'Azure access elevated',
    query:
      'event.dataset: "azure.activitylogs" and event.outcome: (success or Success) and event.action: ' +
      '("MICROSOFT.AUTHORIZATION/ELEVATEACCESS/ACTION" or "Microsoft.Authorization/elevateAccess/action")',
  },
  {
    label: 'Mailbox permission granted',
    query:
      'event.dataset: "o365.audit" and event.provider: "Exchange" and event.outcome: "success" and ' +
      'event.action: ("Add-MailboxPermission" or "Add-RecipientPermission") and ' +
      'not o365.audit.UserType: ("3" or "4") and not user.id: (NT AUTHORITY* or NT SERVICE*)',
  },
  {
    label: 'Exchange management role assigned',
    query:
      'event.dataset: "o365.audit" and event.provider: "Exchange" and event.outcome: "success" and ' +
      'event.action: "New-ManagementRoleAssignment" and not o365.audit.UserType: ("3" or "4")',
  },
];

/** All of them as one query. */
export const ANY_PRIVILEGED_ACTIVITY = PRIVILEGED_ACTIVITY.map(({ query }) => `(${query})`).join(' or ');
