/** What a generated organisation is made of. Domains are Microsoft's example companies and example.com. */
export const DOMAIN = 'contoso.com';
export const INITIAL_DOMAIN = 'contoso.onmicrosoft.com';
export const PARTNER_DOMAINS: readonly string[] = ['fabrikam.com', 'northwindtraders.com', 'example.com'];

export const OFFICES: readonly {
  readonly city: string;
  readonly timeZone: string;
  readonly share: number;
}[] = [
  { city: 'Berlin', timeZone: 'Europe/Berlin', share: 0.5 },
  { city: 'Dublin', timeZone: 'Europe/Dublin', share: 0.2 },
  { city: 'New York', timeZone: 'America/New_York', share: 0.2 },
  { city: 'Singapore', timeZone: 'Asia/Singapore', share: 0.1 },
];

export const DEPARTMENTS: readonly string[] = [
  'Sales',
  'Engineering',
  'Operations',
  'Marketing',
  'Support',
  'Legal',
  'People',
  'Research',
];

/** The local part of their UPN is their office, as the pack's list of VIP mailboxes expects. */
export const EXECUTIVES: readonly { readonly local: string; readonly title: string }[] = [
  { local: 'ceo', title: 'Chief Executive Officer' },
  { local: 'cfo', title: 'Chief Financial Officer' },
  { local: 'coo', title: 'Chief Operating Officer' },
  { local: 'chair', title: 'Chair of the Board' },
];

export const FINANCE: readonly { readonly prefix: string; readonly title: string }[] = [
  { prefix: 'finance', title: 'Financial Controller' },
  { prefix: 'payroll', title: 'Payroll Clerk' },
  { prefix: 'treasury', title: 'Treasurer' },
];

export const SERVICES: readonly string[] = ['svc-backup', 'svc-sync', 'svc-scanner', 'svc-archive'];

export const SHARED_MAILBOXES: readonly string[] = [
  'projects',
  'info',
  'support',
  'jobs',
  'press',
  'orders',
  'helpdesk',
  'events',
];

/** Role templates of Entra, the same in every tenant; holders: how many administrators have the role. */
export const ROLES: readonly {
  readonly name: string;
  readonly templateId: string;
  readonly holders: number;
}[] = [
  { name: 'Global Administrator', templateId: '62e90394-69f5-4237-9190-012177145e10', holders: 2 },
  { name: 'Privileged Role Administrator', templateId: 'e8611ab8-c189-46e8-94e1-60213ab1f814', holders: 2 },
  { name: 'Security Administrator', templateId: '194ae4cb-b126-40b2-bd5b-6091b380977d', holders: 2 },
  { name: 'Exchange Administrator', templateId: '29232cdf-9323-42fd-ade2-1d097af3e4de', holders: 3 },
  { name: 'User Administrator', templateId: 'fe930be7-5e62-47db-91af-98c3a49a38b1', holders: 3 },
  { name: 'Helpdesk Administrator', templateId: '729827e3-9c14-49f7-bb1b-9608f156bbb8', holders: 4 },
  { name: 'Reports Reader', templateId: '4a5d8f65-41da-4de4-8968-e035b65339cf', holders: 4 },
];

export const BROWSERS: readonly {
  readonly os: string;
  readonly browser: string;
  readonly userAgent: string;
}[] = [
  {
    os: 'Windows10',
    browser: 'Edge',
    userAgent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
  },
  {
    os: 'Windows10',
    browser: 'Chrome',
    userAgent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  },
  {
    os: 'MacOs',
    browser: 'Safari',
    userAgent:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
  },
];
