// The languages the product speaks.

export type Locale = 'zh-CN' | 'en';
export const locales: readonly Locale[] = ['zh-CN', 'en'];
export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale);
