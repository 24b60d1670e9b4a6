/** Where a tenant's cloud answers. Roots without a trailing slash. */
export interface Cloud {
  /** Office 365 Management Activity API; also the resource that a token is for. */
  readonly managementApi: string;
  /** Microsoft Entra ID, where tokens come from. */
  readonly login: string;
  /** Microsoft Graph. */
  readonly graph: string;
}

/**
 * Microsoft's clouds.
 * Source: Office 365 Management Activity API reference; “National cloud deployments” of Microsoft Graph.
 */
export const CLOUDS = {
  enterprise: {
    managementApi: 'https://manage.office.com',
    login: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
  },
  gcc: {
    managementApi: 'https://manage-gcc.office.com',
    login: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
  },
  gcc_high: {
    managementApi: 'https://manage.office365.us',
    login: 'https://login.microsoftonline.us',
    graph: 'https://graph.microsoft.us',
  },
  dod: {
    managementApi: 'https://manage.protection.apps.mil',
    login: 'https://login.microsoftonline.us',
    graph: 'https://dod-graph.microsoft.us',
  },
} as const satisfies Record<string, Cloud>;

export type CloudName = keyof typeof CLOUDS;
