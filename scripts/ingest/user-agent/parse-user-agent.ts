import { BROWSER_RULES, OUTLOOK_YEARS, TRIDENT_VERSIONS } from './browser-rules';

export interface NamedVersion {
  readonly name: string;
  readonly version?: string | undefined;
}

export interface UserAgent {
  readonly browser: NamedVersion | undefined;
  readonly os: NamedVersion | undefined;
  readonly device: string;
  readonly deviceType: string;
}

/** Longer user agents are cut before they are read. */
const MAX_LENGTH = 2000;

/** User agents that were met before: most records of a tenant have one of a few. Bounded, as they are untrusted. */
const known = new Map<string, UserAgent>();
const KNOWN_LIMIT = 1000;
const KNOWN_LENGTH = 500;

/** Reads a user agent by our own rules; see {@link BROWSER_RULES} for how they relate to the server's. */
export function parseUserAgent(text: string): UserAgent {
  if (text.length > KNOWN_LENGTH) return parse(text);
  const found = known.get(text);
  if (found !== undefined) return found;
  const parsed = parse(text);
  if (known.size >= KNOWN_LIMIT) known.clear();
  known.set(text, parsed);
  return parsed;
}

function parse(text: string): UserAgent {
  const agent = text.slice(0, MAX_LENGTH);
  const os = findOs(agent);
  const device = findDevice(agent, os);
  return {
    browser: findBrowser(agent),
    os,
    device,
    deviceType: deviceType(device, os),
  };
}

function findBrowser(agent: string): NamedVersion | undefined {
  return findMicrosoft(agent) ?? findByRule(agent) ?? findAppleWebView(agent);
}

function findMicrosoft(agent: string): NamedVersion | undefined {
  const outlook = /Microsoft Outlook (\d+)/.exec(agent)?.[1];
  if (outlook !== undefined) return { name: 'Outlook', version: OUTLOOK_YEARS[outlook] };
  const [, ie, trident] = /MSIE (\d+\.\d+)(?:[^(]*?Trident\/(\d))?/.exec(agent) ?? [];
  return ie === undefined ? undefined : { name: 'IE', version: TRIDENT_VERSIONS[trident ?? ''] ?? ie };
}

function findByRule(agent: string): NamedVersion | undefined {
  for (const { name, sign, parts, also } of BROWSER_RULES) {
    const version = sign.exec(agent)?.[1];
    if (version === undefined || also?.test(agent) === false) continue;
    return {
      name,
      version: version.split('.').filter(Boolean).slice(0, parts).join('.'),
    };
  }
  return undefined;
}

function findAppleWebView(agent: string): NamedVersion | undefined {
  return /iPhone|iPad|iPod/.test(agent) ? { name: 'Mobile Safari UI/WKWebView' } : undefined;
}

const WINDOWS_VERSIONS: Readonly<Record<string, string>> = {
  '5.1': 'XP',
  '5.2': 'XP',
  '6.0': 'Vista',
  '6.1': '7',
  '6.2': '8',
  '6.3': '8.1',
  '10.0': '10',
};

function findOs(agent: string): NamedVersion | undefined {
  const windows = /Windows NT (\d+\.\d+)/.exec(agent)?.[1];
  if (windows !== undefined) return { name: 'Windows', version: WINDOWS_VERSIONS[windows] };
  if (agent.includes('Windows')) return { name: 'Windows' };
  if (agent.includes('Android'))
    return {
      name: 'Android',
      version: versionAfter(agent, /Android[ -/](\d[\d.]*)/),
    };
  if (/iPhone|iPad|iPod|iOS/.test(agent)) {
    return {
      name: 'iOS',
      version: versionAfter(agent, /(?:OS (?=\d[\d_]* like Mac)|iOS\/(?!\d+\.\d{4}))(\d[\d_.]*)/),
    };
  }
  if (/Mac OS X/.test(agent))
    return {
      name: 'Mac OS X',
      version: versionAfter(agent, /Mac OS X (\d[\d_.]*)/),
    };
  if (agent.includes('CrOS'))
    return {
      name: 'Chrome OS',
      version: versionAfter(agent, /CrOS \w+ (\d[\d.]*)/),
    };
  if (agent.includes('Ubuntu'))
    return {
      name: 'Ubuntu',
      version: versionAfter(agent, /Ubuntu[ /](\d[\d.]*)/),
    };
  return agent.includes('Linux') ? { name: 'Linux' } : undefined;
}

function versionAfter(agent: string, sign: RegExp): string | undefined {
  return sign.exec(agent)?.[1]?.replaceAll('_', '.').split('.').filter(Boolean).slice(0, 3).join('.');
}

function findDevice(agent: string, os: NamedVersion | undefined): string {
  if (/[bB]ot\//.test(agent)) return 'Spider';
  if (agent.includes('iPad')) return 'iPad';
  if (/iPhone|prod\.iphone/.test(agent)) return 'iPhone';
  if (os?.name === 'Mac OS X') return 'Mac';
  return os?.name === 'Android' ? findAndroidModel(agent) : 'Other';
}

function findAndroidModel(agent: string): string {
  const [, model] =
    /Android [\d.]+; (?:SAMSUNG )?([^;)]+?)(?: Build\/[^;)]*)?[;)]/.exec(agent) ??
    /Android-SAMSUNG-([\w-]+)\//.exec(agent) ??
    [];
  if (model === undefined) return 'Generic Smartphone';
  return /^(?:SM|GT)-/.test(model) ? `Samsung ${model}` : model;
}

function deviceType(device: string, os: NamedVersion | undefined): string {
  if (device === 'Spider') return 'Robot';
  if (device === 'iPad') return 'Tablet';
  if (os === undefined) return 'Other';
  return os.name === 'iOS' || os.name === 'Android' ? 'Phone' : 'Desktop';
}
