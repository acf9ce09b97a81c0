import { GraphFailure } from '../../shared/graph/error';
import type { IDataObject } from 'n8n-workflow';

import { formOf } from '../../shared/form/form';
import type { GraphClient } from '../../shared/graph/client';
import { wholeList, type GraphObject } from '../../shared/graph/object';
import { optionsField } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { isRecord } from '../../shared/record';
import { textCell } from '../../shared/reading/cells';
import { datasetPicker } from './datasetPicker';

/** Meta: conversions-api/dataset-quality-api. */
const QUALITY_FIELDS =
	'web{event_name,event_match_quality{composite_score,match_key_feedback{identifier,coverage{percentage}}},data_freshness}';

const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** A score from 6 on is what Meta advises to reach (conversions-api/best-practices). */
const ENOUGH = 6;

/** "em 98 %, ph 40 %": how many events had each key, the most frequent first. */
function coverageOf(quality: GraphObject): string | null {
	const feedback = Array.isArray(quality.match_key_feedback) ? quality.match_key_feedback.filter(isRecord) : [];
	const keys = feedback.flatMap(({ identifier, coverage }) => {
		const percent = isRecord(coverage) ? number(coverage.percentage) : null;
		const name = textCell(identifier);
		return name === null || percent === null ? [] : [{ name, percent }];
	});
	return (
		keys
			.sort((one, other) => other.percent - one.percent)
			.map(({ name, percent }) => `${name} ${percent} %`)
			.join(', ') || null
	);
}

function qualityRow(event: GraphObject, receivedCount: number | null, dataset: string): IDataObject {
	const quality = isRecord(event.event_match_quality) ? event.event_match_quality : {};
	const score = number(quality.composite_score);
	return {
		eventName: textCell(event.event_name),
		matchQuality: score,
		goodEnough: score === null ? null : score >= ENOUGH,
		identifiers: coverageOf(quality),
		received7Days: receivedCount,
		freshness: isRecord(event.data_freshness) ? textCell(event.data_freshness.upload_frequency) : null,
		datasetId: dataset,
	};
}

/** Events of the last seven days by name: Meta keeps no longer (reference/ads-pixel-stats). */
async function countsOf(graph: GraphClient, dataset: string): Promise<ReadonlyMap<string, number>> {
	const { body } = await graph.send({
		method: 'GET',
		path: `${dataset}/stats`,
		params: { aggregation: 'event' },
		effect: 'read',
	});
	const counts = new Map<string, number>();
	for (const hour of wholeList(body)) {
		const values = Array.isArray(hour.data) ? hour.data.filter(isRecord) : [];
		for (const { value, count } of values) {
			const name = textCell(value);
			const own = number(count);
			if (name !== null && own !== null) counts.set(name, (counts.get(name) ?? 0) + own);
		}
	}
	return counts;
}

async function qualityOf(graph: GraphClient, dataset: string): Promise<readonly GraphObject[]> {
	const { body } = await graph.send({
		method: 'GET',
		path: 'dataset_quality',
		params: { dataset_id: dataset, fields: QUALITY_FIELDS },
		effect: 'read',
	});
	// No events at all would look the same.
	if (!isRecord(body)) throw unreadable();
	const { web } = body;
	return Array.isArray(web) ? web.filter(isRecord) : [];
}

const unreadable = (): GraphFailure =>
	new GraphFailure({
		kind: 'temporary',
		message: 'Meta’s answer on the match quality cannot be read',
		advice: 'Run the step again in a few minutes.',
	});

export const getQuality = defineOperation({
	value: 'getQuality',
	name: 'Get Quality',
	action: 'Get the match quality of a dataset',
	description: 'Get a dataset’s event match quality, and how many events Meta received',
	effect: 'read',
	form: formOf(datasetPicker, optionsField()),
	perform: eachItem(async ({ graph }, { dataset }) => {
		const counts = await countsOf(graph, dataset);
		const judgedEvents = await qualityOf(graph, dataset);
		const names = new Set(judgedEvents.map(({ event_name: name }) => textCell(name) ?? ''));
		// Meta judges events of websites alone; the others are counted all the same.
		const others = [...counts.keys()]
			.filter((name) => !names.has(name))
			.map((name): GraphObject => ({ event_name: name }));
		return [...judgedEvents, ...others].map((event) => ({
			json: qualityRow(event, counts.get(textCell(event.event_name) ?? '') ?? null, dataset),
		}));
	}),
});
