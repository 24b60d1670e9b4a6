/** Names a program by a sign in the user agent, with its version behind the sign. */
export interface BrowserRule {
  readonly name: string;
  /** Begins with a literal, so that a search is linear; group 1 is the version. */
  readonly sign: RegExp;
  /** How many numbers of the version count. */
  readonly parts: number;
  /** Must also be there. */
  readonly also?: RegExp;
}

/**
 * In this order: a program that claims to be another one comes before it.
 *
 * These are our own rules for what shows up in Microsoft 365 logs, checked against the server's answers. The
 * server's regexes.yml knows far more programs; what is not here is "Other", which the server may name.
 */
export const BROWSER_RULES: readonly BrowserRule[] = [
  { name: 'Googlebot', sign: /Googlebot\/(\d[\d.]*)/, parts: 2 },
  { name: 'bingbot', sign: /bingbot\/(\d[\d.]*)/, parts: 2 },
  { name: 'MacOutlook', sign: /MacOutlook\/(\d[\d.]*)/, parts: 3 },
  { name: 'Thunderbird', sign: /Thunderbird\/(\d+\.[\d.]*)/, parts: 3 },
  { name: 'Outlook-iOS', sign: /Outlook-iOS\/[^ ()]+ \((\d[\d.]*)\)/, parts: 3 },
  { name: 'Microsoft SkyDriveSync', sign: /Microsoft SkyDriveSync (\d[\d.]*)/, parts: 3 },
  { name: 'ExchangeServicesClient', sign: /ExchangeServicesClient\/(\d[\d.]*)/, parts: 3 },
  { name: 'WindowsPowerShell', sign: /WindowsPowerShell\/(\d[\d.]*)/, parts: 3 },
  { name: 'Opera', sign: /OPR\/(\d[\d.]*)/, parts: 3 },
  { name: 'Edge Mobile', sign: /(?:EdgA|EdgiOS)\/(\d[\d.]*)/, parts: 4 },
  { name: 'Edge', sign: /Edge?\/(\d[\d.]*)/, parts: 4 },
  { name: 'Samsung Internet', sign: /SamsungBrowser\/(\d[\d.]*)/, parts: 3 },
  { name: 'Electron', sign: /Electron\/(\d[\d.]*)/, parts: 3 },
  { name: 'HeadlessChrome', sign: /HeadlessChrome\/(\d[\d.]*)/, parts: 3 },
  { name: 'Chrome Mobile iOS', sign: /CriOS\/(\d[\d.]*)/, parts: 4 },
  { name: 'Firefox iOS', sign: /FxiOS\/(\d[\d.]*)/, parts: 3 },
  { name: 'Chrome Mobile WebView', sign: /Version\/4\.0 Chrome\/(\d[\d.]*)/, parts: 4, also: / Mobile/ },
  { name: 'Chrome Mobile', sign: /Chrome\/(\d[\d.]*)/, parts: 4, also: / Mobile/ },
  { name: 'Chrome', sign: /Chrome\/(\d[\d.]*)/, parts: 4 },
  { name: 'Firefox Mobile', sign: /Firefox\/(\d[\d.]*)/, parts: 3, also: /Mobile|Tablet/ },
  { name: 'Firefox', sign: /Firefox\/(\d[\d.]*)/, parts: 3 },
  { name: 'IE', sign: /Trident\/7\.0.*rv:(11\.0)/, parts: 2 },
  { name: 'Mobile Safari', sign: /Version\/(\d[\d.]*)/, parts: 3, also: /iPhone|iPad|iPod/ },
  { name: 'Safari', sign: /Version\/(\d[\d.]*)/, parts: 3, also: /Safari\// },
  { name: 'Android', sign: /Android (\d[\d.]*)/, parts: 3 },
  { name: 'curl', sign: /curl\/(\d[\d.]*)/, parts: 3 },
  { name: 'Wget', sign: /Wget\/(\d[\d.]*)/, parts: 3 },
  { name: 'Python Requests', sign: /python-requests\/(\d[\d.]*)/, parts: 2 },
  { name: 'Python aiohttp', sign: /Python\/[\d.]+ aiohttp\/(\d[\d.]*)/, parts: 3 },
  { name: 'Go-http-client', sign: /Go-http-client\/(\d[\d.]*)/, parts: 3 },
  { name: 'okhttp', sign: /okhttp\/(\d[\d.]*)/, parts: 3 },
  { name: 'axios', sign: /axios\/(\d[\d.]*)/, parts: 3 },
  { name: 'Apache-HttpClient', sign: /Apache-HttpClient\/(\d[\d.]*)/, parts: 3 },
  { name: 'rclone', sign: /rclone\/v(\d[\d.]*)/, parts: 2 },
];

/** Outlook counts years: 16 is 2016. */
export const OUTLOOK_YEARS: Readonly<Record<string, string>> = {
  '12': '2007',
  '14': '2010',
  '15': '2013',
  '16': '2016',
};

/** Internet Explorer's compatibility view tells the version of its engine only. */
export const TRIDENT_VERSIONS: Readonly<Record<string, string>> = {
  '4': '8.0',
  '5': '9.0',
  '6': '10.0',
  '7': '11.0',
};
