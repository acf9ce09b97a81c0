import type { IDataObject } from 'n8n-workflow';

import type { Workflow } from '../../../demo/n8n/workflowFile.mts';
import { AUDIENCES } from '../../../emulator/world/seedIds.mts';
import { fillIn } from '../browser/fillIn.mts';
import { Workbench } from '../browser/workbench.mts';
import { tell } from '../places/installation.mts';
import { answered, saying } from '../../support/consent/answered.mts';
import { consentShapes } from '../../support/consent/consentTools.mts';
import { sha256 } from '../../engine/support/members.mts';

jest.setTimeout(240_000);

/** Contacts as HubSpot, Shopify, Klaviyo and Mailchimp give them, through the recipe for a CRM, in a real n8n. */

let bench: Workbench;

beforeAll(async () => {
	bench = await Workbench.open();
});

afterAll(async () => await bench?.close());

const shapes = consentShapes.filter(
	({ tool, isUnread }) => isUnread !== true && /^(?:HubSpot|Shopify|Klaviyo|Mailchimp)/.test(tool),
);
const people = (words: 'yes' | 'no' | 'open') =>
	shapes.flatMap(({ item, ...said }, shape) =>
		(said[words] ?? []).map((one, index) => {
			const email = `${words}.${shape}.${index}@example.com`;
			return { email, item: item(email, one) };
		}),
	);

const giving =
	(items: readonly object[]) =>
	(workflow: Workflow): Workflow => {
		tell('    A Code step gives contacts in the shapes of four tools instead of the database');
		return {
			...workflow,
			nodes: workflow.nodes.map((node) =>
				/postgres|mySql|microsoftSql/i.test(node.type)
					? {
							...node,
							type: 'n8n-nodes-base.code',
							typeVersion: 2,
							credentials: {},
							parameters: { jsCode: `return ${JSON.stringify(items.map((json) => ({ json })))};` },
						}
					: node,
			),
		};
	};

test('nobody who said no is in the list, and everybody who said yes is', async () => {
	const [yes, no, open] = [people('yes'), people('no'), people('open')];
	const items = [...yes, ...no, ...open].map(({ item }) => item);
	const night = async (more: Readonly<Record<string, unknown>>) => {
		const sync = fillIn('Sync audience', { consent: 'everybody', minimumRows: '0', keepAtLeast: '0', ...more });
		const workflow = await bench.bring('crm-to-audience.json', (one) => giving(items)(sync(one)));
		return await bench.run(workflow, 'Every night');
	};
	// Columns that nobody knows are asked about, and nobody is sent until they are answered.
	expect((await night({})).error).toContain('What Columns Say does not say what these columns mean');
	const agreed = yes.flatMap(({ item }) => Object.values(item as Record<string, unknown>));
	const { status, error, steps } = await night(saying(...answered(items as IDataObject[], agreed)));
	expect([status, error]).toEqual(['success', undefined]);
	const list = bench.emulator.world.get('CustomAudience', AUDIENCES.usdEmpty).members.all();
	const sent = new Set(list.map(({ EMAIL }) => EMAIL));
	const inList = (some: typeof yes) => some.filter(({ email }) => sent.has(sha256(email))).length;
	expect([inList(yes), inList(no), inList(open)]).toEqual([yes.length, 0, 0]);
	expect(JSON.stringify(steps)).toContain(`"optedOut":${no.length}`);
});
