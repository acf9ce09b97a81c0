import type { IDataObject } from 'n8n-workflow';

import type { Alert } from './judged/alert';
import { watchMessage } from './message';
import { alertRow } from './rows';
import { Words } from '../render/numbers/words';

const NAME = 'Sample Campaign';

const day = { impressions: 9_000, clicks: 110, purchases: 4, value: 200, spend: 150, results: 4 };

/** What an alert would look like. The numbers are invented, and the message says so. */
const sampleAlert: Alert = {
	kind: 'costPerResult',
	direction: 'fewer',
	objects: [
		{
			id: '120000000000000001',
			name: NAME,
			days: ['2026-01-05', '2026-01-06', '2026-01-07'].map((date) => ({ date, ...day })),
		},
	],
	since: '2026-01-05',
	until: '2026-01-07',
	found: 12,
	due: 30,
	effort: 450,
	chance: 0.0004,
};

/** The message of a quiet day by hand: every field that a real one has, so that they can be dragged. */
export function sampleMessage(locale: string): IDataObject {
	const message = watchMessage([{ account: 'Sample Account', currency: 'USD', alerts: [sampleAlert] }], locale);
	const row = { account: { id: null, currency: 'USD' }, words: new Words(locale, 'USD'), level: 'campaign' as const };
	return {
		...message,
		subject: `Sample: ${message.subject}`,
		text: `This is a sample: its numbers are invented.\n\n${message.text}`,
		html: message.html.replace(/(<h1[^<>]*>)/, '$1Sample, with invented numbers: '),
		alert_count: 1,
		alerts: [alertRow(sampleAlert, row)],
	};
}
