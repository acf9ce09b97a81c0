import type { Editor } from '../browser/editor.mts';
import { EditorBench } from '../browser/editorBench.mts';
import { tell } from '../places/installation.mts';

// What marketers type into n8n's list of nodes, and the node they should see among the first three. n8n shows Meta Ads and
// its trigger as one entry, and finds it by the aliases of Meta Ads alone.

jest.setTimeout(240_000);

const SEARCHES: Readonly<Record<string, readonly string[]>> = {
	'Meta Ads': [
		'facebook ads',
		'instagram ads',
		'meta ads',
		'create campaign',
		'ad set',
		'creative',
		'upload image',
		'upload video',
		'pause ad',
		'rejected',
		'ad review',
		'pixel',
		'targeting',
		'duplicate campaign',
		'launch ads',
		'carousel',
		'rotate ads',
		'spend alert',
		'dayparting',
		'meta',
		'stop ads',
		'kill switch',
		'schedule ads',
		'working hours',
		'duplicate ad',
		'advertising',
		'boost post',
		'ads manager',
		'turn off ads',
		'clone ad',
		'a/b test',
		'ab test',
		'split test',
		'create facebook ad',
		'pause facebook ads',
		'pause on sunday',
	],
	'Meta Insights': [
		'ads report',
		'weekly report',
		'facebook report',
		'ad performance',
		'ad spend',
		'roas',
		'cpa',
		'lead cost',
		'cost per lead',
		'frequency',
		'report ads',
		'ads to sheets',
		'cost per purchase',
		'facebook cost per lead',
		'facebook spend by country',
		'ads report to table',
	],
	'Meta Audiences': [
		'custom audience',
		'lookalike',
		'retargeting',
		'customer list',
		'exclude customers',
		'crm sync',
		'customer match',
		'audience sync',
		'exclude buyers',
		'facebook custom audience',
	],
	'Meta Budget Guard': [
		'scale',
		'increase budget',
		'budget rules',
		'bid cap',
		'target cpa',
		'stop loss',
		'monthly budget',
		'black friday',
		'overspend',
		'ad spend limit',
		'spend limit',
		'budget limit',
		'rules ads',
	],
	'Meta Leads': ['dedupe leads', 'remove duplicate leads', 'duplicate leads'],
};

let bench: EditorBench;
let editor: Editor;

beforeAll(async () => {
	bench = await EditorBench.open();
	({ editor } = bench);
});

afterAll(async () => await bench?.close());

it('leads at least 73 of the 78 searches to the right node among the first three', async () => {
	await editor.newWorkflow();
	const missed: string[] = [];
	for (const [node, words] of Object.entries(SEARCHES)) {
		for (const typed of words) {
			const found = await editor.found(typed);
			if (!found.slice(0, 3).includes(node)) missed.push(`${typed} → ${found.slice(0, 3).join(', ')}; wanted ${node}`);
		}
	}

	const count = Object.values(SEARCHES).flat().length;
	tell(`${count - missed.length} of ${count} searches lead there${missed.map((one) => `\n  ${one}`).join('')}`);
	expect(missed.length <= 5 ? [] : missed).toEqual([]);
});
