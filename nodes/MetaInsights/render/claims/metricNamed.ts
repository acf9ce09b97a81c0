import { escapeRegExp, uniq } from 'lodash';

import type { Block } from '../blocks';
import { countsResults, metrics, spend, type RenderMetric } from '../numbers/figures';
import { metricsOf } from './told';

/** What a text calls a metric by, and the columns that it can mean. */
export interface MetricName {
	readonly words: string;
	readonly columns: readonly string[];
	readonly unit: RenderMetric['unit'];
}

/** A name at its place in a sentence. */
export interface NamedMetric extends MetricName {
	readonly start: number;
	readonly end: number;
}

/** Other words for a metric, by its column. */
const otherWords: Readonly<Record<string, readonly string[]>> = {
	spend: ['spend', 'spent', 'ad spend'],
	ctr: ['click-through rate'],
	cpc: ['cost per click'],
	purchase_value: ['purchase value', 'conversion value'],
};

const withoutBrackets = (label: string): string => (label.split('(')[0] ?? '').trim().toLowerCase();

const wordsOf = ({ column, label, shortLabel }: RenderMetric): string[] =>
	uniq([label, shortLabel ?? label, ...(otherWords[column] ?? [])].map(withoutBrackets));

/** Whether a metric is what another one sums up: results are those of each kind, and spend is that on each. */
const isPartOf = (part: RenderMetric, whole: RenderMetric): boolean =>
	part.kind !== undefined &&
	part.unit === whole.unit &&
	(countsResults(whole) ? !part.column.startsWith('spend') : whole === spend && part.column.startsWith('spend'));

/** The names of metrics, of all that reports can have: one that this report lacks is no number of it. */
export function metricNamesOf(blocks: readonly Block[]): MetricName[] {
	const allMetrics = uniq([...metrics, ...blocks.flatMap(metricsOf)]);
	return uniq(allMetrics.flatMap(wordsOf))
		.sort((one, other) => other.length - one.length)
		.flatMap((words): MetricName[] => {
			const ownMetrics = allMetrics.filter((metric) =>
				wordsOf(metric).some((own) => own === words || own.endsWith(` ${words}`)),
			);
			const [first] = ownMetrics;
			if (first === undefined) return [];
			const parts = allMetrics.filter((metric) => ownMetrics.some((whole) => isPartOf(metric, whole)));
			return [{ words, columns: uniq([...ownMetrics, ...parts].map(({ column }) => column)), unit: first.unit }];
		});
}

/** “Campaign 1 leads with $200” is about no leads. */
const LEADS_AS_VERB = String.raw`(?!(?<=\bleads)\s+(?:with|to|the|by|in)\b)`;

/** Plural or not, and with what Meta puts behind it: `CTR (All)`. */
const patternOf = ({ words }: MetricName): string =>
	`${escapeRegExp(words.replace(/s$/, ''))}s?${LEADS_AS_VERB}(?:\\s?\\((?:all|results)\\))?`;

/** The metrics that a sentence names, in their order; of names within each other the longest. */
export function metricsNamedIn(sentence: string, names: readonly MetricName[]): NamedMetric[] {
	const pattern = names.map((name) => `(${patternOf(name)})`).join('|');
	const matches = sentence.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'giu'));
	return [...matches].flatMap((match) => {
		const name = names[match.slice(1).findIndex((group) => group !== undefined)];
		return name === undefined ? [] : [{ ...name, start: match.index, end: match.index + match[0].length }];
	});
}
