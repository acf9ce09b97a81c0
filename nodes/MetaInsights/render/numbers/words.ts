import { memoize } from 'lodash';

import type { ReportPeriod } from '../../facts/dateRanges';
import type { ComparedFigure, RenderMetric } from './figures';

/** Percent; beyond ten times the number tells nothing. */
const MOST_CHANGE = 999;

/** Percent within which two figures are about the same, and below which none is shown. */
const SAME_WITHIN = 5;
const LEAST_CHANGE = 0.05;

/** A cost of one thing may be rounded by so much of itself. A sum of money is in coins, unless it is less than one. */
const ROUNDED_OFF = 0.05;

/** The formats of a locale. To make them takes longer than to write a whole message with them, and each line of one asks for them. */
const formatsOf = memoize(
	(locale: string, currency: string | null) => {
		const [two, percent] = [{ minimumFractionDigits: 2, maximumFractionDigits: 2 }, { style: 'percent' } as const];
		const unit = currency === null ? {} : ({ style: 'currency', currency } as const);
		return {
			money: currency === null ? null : new Intl.NumberFormat(locale, { style: 'currency', currency }),
			count: new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }),
			decimal: new Intl.NumberFormat(locale, two),
			rate: new Intl.NumberFormat(locale, { ...percent, ...two }),
			part: new Intl.NumberFormat(locale, percent),
			step: new Intl.NumberFormat(locale, { ...percent, maximumFractionDigits: 1, signDisplay: 'exceptZero' }),
			size: new Intl.NumberFormat(locale, { ...percent, maximumFractionDigits: 1 }),
			perUnit: new Intl.NumberFormat(locale, { ...unit, ...two }),
			whole: new Intl.NumberFormat(locale, { ...unit, minimumFractionDigits: 0, maximumFractionDigits: 0 }),
			tiny: new Intl.NumberFormat(locale, { ...unit, maximumSignificantDigits: 2 }),
			date: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }),
			dayOfYear: new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' }),
		};
	},
	(locale, currency) => `${locale} ${currency ?? ''}`,
);

/** Writes numbers and dates for people, in one locale. */
export class Words {
	private readonly formats: ReturnType<typeof formatsOf>;

	/** @param currency ISO 4217 code; without one, amounts stand alone */
	constructor(locale: string, currency: string | null) {
		this.formats = formatsOf(locale, currency);
	}

	value(value: number | null | undefined, { unit, source }: RenderMetric): string {
		if (value === null || value === undefined || !Number.isFinite(value)) return '–';
		const writers = {
			money: () => this.money(value, 'ratio' in source ? ROUNDED_OFF : 1),
			count: () => this.formats.count.format(value),
			percent: () => this.formats.rate.format(value / 100),
			times: () => this.formats.decimal.format(value),
		};
		return writers[unit]();
	}

	/**
	 * An amount in coins. One that they would tell wrongly has more digits: `$0.0042` for a view, `¥0.5` for a click.
	 *
	 * @param most by which share of itself rounding to coins may change it
	 */
	private money(value: number, most: number): string {
		const format = this.formats.money ?? this.formats.decimal;
		const { maximumFractionDigits: decimals = 2 } = format.resolvedOptions();
		const isFarOff = Math.abs(Number(value.toFixed(decimals)) - value) >= most * Math.abs(value) && value !== 0;
		return (isFarOff ? this.formats.tiny : format).format(value);
	}

	/** `41%` or, in German, `41 %`: a whole number of percent. */
	percent(percent: number): string {
		return this.formats.part.format(percent / 100);
	}

	/** `$0.49`, `¥0.45`: what came back for one of a currency's unit, with two decimals in any case. */
	back(value: number): string {
		return this.formats.perUnit.format(value);
	}

	/** `$1`, `¥1`. */
	one(): string {
		return this.formats.whole.format(1);
	}

	/** Whether two figures look alike, or differ so little that it is no news. */
	isAboutSame(figure: ComparedFigure, metric: RenderMetric): boolean {
		return figure.change !== null && (Math.abs(figure.change) <= SAME_WITHIN || this.isShownAlike(figure, metric));
	}

	private isShownAlike({ now, before }: ComparedFigure, metric: RenderMetric): boolean {
		return this.value(now, metric) === this.value(before, metric);
	}

	/** Whether a change is good news, bad news or neither: a small change or one by chance is neither. */
	tone(figure: ComparedFigure, metric: RenderMetric): 'good' | 'bad' | 'plain' {
		const { change, mayBeChance = false } = figure;
		if (change === null || metric.better === undefined || mayBeChance || this.isAboutSame(figure, metric))
			return 'plain';
		return change > 0 === (metric.better === 'higher') ? 'good' : 'bad';
	}

	/** `+12.3%`, `>+999%`, `no change`, `about the same`. Sign and percent sign are the locale's. */
	change(figure: ComparedFigure, metric: RenderMetric): string {
		const { change, now, before } = figure;
		if (change === null) return before === 0 && now !== null && now !== 0 ? 'new' : '';
		if (change === 0) return 'no change';
		if (Math.abs(change) < LEAST_CHANGE || this.isShownAlike(figure, metric)) return 'about the same';
		if (Math.abs(change) <= MOST_CHANGE) return this.formats.step.format(change / 100);
		return `${change > 0 ? '>' : '<'}${this.formats.step.format((Math.sign(change) * MOST_CHANGE) / 100)}`;
	}

	/** `was $772.49`; nothing where no change is shown, or nothing was there. */
	was(figure: ComparedFigure, metric: RenderMetric): string {
		return figure.change === null || figure.before === null ? '' : `was ${this.value(figure.before, metric)}`;
	}

	/** `-8%, was $772.49`. */
	changeWithBefore(figure: ComparedFigure, metric: RenderMetric): string {
		return [this.change(figure, metric), this.was(figure, metric)].filter(Boolean).join(', ');
	}

	/** `8% less`, `over 999% more`. */
	lessOrMore(change: number): string {
		const size = Math.min(Math.abs(change), MOST_CHANGE);
		return `${Math.abs(change) > MOST_CHANGE ? 'over ' : ''}${this.formats.size.format(size / 100)} ${change < 0 ? 'less' : 'more'}`;
	}

	/** A calendar day, without a time zone: `2026-11-23`. */
	day(day: string | null): string {
		return day === null ? '' : this.dayInWords(this.formats.date, day);
	}

	/** `Nov 2, 2026 – Nov 8, 2026`; `from Nov 2, 2026` where nobody knows the end. */
	range(since: string | null, until: string | null): string {
		if (until === null) return since === null ? '' : `from ${this.day(since)}`;
		return since === until ? this.day(since) : `${this.day(since)} – ${this.day(until)}`;
	}

	/** `Nov 2 – Nov 8`; a single day has its year in any case. */
	period({ since, until }: ReportPeriod, withYear: boolean): string {
		if (withYear || since === until) return this.range(since, until);
		return `${this.dayInWords(this.formats.dayOfYear, since)} – ${this.dayInWords(this.formats.dayOfYear, until)}`;
	}

	/** What is no day stays as it is. */
	private dayInWords(format: Intl.DateTimeFormat, day: string): string {
		const at = Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
		return Number.isNaN(at) ? day : format.format(at);
	}
}

/** Whether Intl knows the locale. */
export function isLocale(text: string): boolean {
	try {
		return Intl.NumberFormat.supportedLocalesOf(text).length > 0;
	} catch {
		return false;
	}
}
