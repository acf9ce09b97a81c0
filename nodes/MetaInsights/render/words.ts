import type { Figure, Metric } from './figures';

/** Writes numbers and dates for people, in one locale. */
export class Words {
	private readonly money: Intl.NumberFormat | null;
	private readonly count: Intl.NumberFormat;
	private readonly decimal: Intl.NumberFormat;
	private readonly step: Intl.NumberFormat;
	private readonly date: Intl.DateTimeFormat;

	/** @param currency ISO 4217 code; without one, amounts stand alone */
	constructor(locale: string, currency: string | null) {
		this.money = currency === null ? null : new Intl.NumberFormat(locale, { style: 'currency', currency });
		this.count = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
		this.decimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
		this.step = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' });
		this.date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
	}

	value(value: number | null | undefined, { unit }: Metric): string {
		if (value === null || value === undefined || !Number.isFinite(value)) return '–';
		const written = { money: () => (this.money ?? this.decimal).format(value), count: () => this.count.format(value), percent: () => `${this.decimal.format(value)} %`, times: () => this.decimal.format(value) };
		return written[unit]();
	}

	/** `+12.3 %`; beyond ten times the number tells nothing. */
	change({ change, now, before }: Figure): string {
		if (change === null) return before === 0 && now !== null && now !== 0 ? 'new' : '';
		return Math.abs(change) > 999 ? `${change > 0 ? '>+' : '<−'}999 %` : `${this.step.format(change)} %`;
	}

	/** A calendar day, without a time zone: `2026-11-23`. */
	day(day: string | null): string {
		const at = day === null ? NaN : Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
		return Number.isNaN(at) ? (day ?? '') : this.date.format(at);
	}

	range(since: string | null, until: string | null): string {
		return since === until || until === null ? this.day(since) : `${this.day(since)} – ${this.day(until)}`;
	}
}

/** Whether a change is good news, bad news or neither. */
export function toneOf({ change }: Figure, { better }: Metric): 'good' | 'bad' | 'plain' {
	if (change === null || better === undefined || Math.abs(change) < 0.05) return 'plain';
	return change > 0 === (better === 'higher') ? 'good' : 'bad';
}

/** Whether Intl knows the locale. */
export function isLocale(text: string): boolean {
	try {
		return Intl.NumberFormat.supportedLocalesOf(text).length > 0;
	} catch {
		return false;
	}
}
