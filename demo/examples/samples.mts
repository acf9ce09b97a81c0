import type { StoredCredential } from '../n8n/n8nCli.mts';
import type { WorkflowNode } from '../n8n/workflowFile.mts';

type Rows = ReadonlyArray<Record<string, unknown>>;

/** Enough for the limits of the recipes, which send no small list. */
const PEOPLE = 120;
/** Every so many has not agreed, is no customer. */
const [REFUSING, OTHERS] = [20, 15];

const invented = Array.from({ length: PEOPLE + 10 }, (_, index) => ({
	email: `customer.${index + 1}@example.com`,
	phone: `+1555201${1000 + index}`,
	first: `Zoe${'abcdefghij'[index % 10]}`,
	last: `Quagga${'klmnopqrst'[index % 10]}`,
	postcode: `9${4000 + index}`,
	agreed: index % REFUSING !== 0,
	customer: index % OTHERS !== 0,
}));

const people: Rows = invented.map(({ email, phone, first, last, postcode, agreed }) => ({
	email,
	phone,
	first_name: first,
	last_name: last,
	postcode,
	city: 'Tapir City',
	country: 'US',
	consent: agreed,
}));

/** As n8n's HubSpot step gives them with values only. */
const contacts: Rows = invented.map(({ email, phone, first, last, postcode, agreed, customer }, index) => ({
	vid: index + 1,
	properties: {
		email: { value: email },
		phone: { value: phone },
		firstname: { value: first },
		lastname: { value: last },
		zip: { value: postcode },
		city: { value: 'Tapir City' },
		country: { value: 'US' },
		lifecyclestage: { value: customer ? 'customer' : 'lead' },
		hs_email_optout: { value: 'false' },
		marketing_consent: { value: agreed ? 'yes' : 'no' },
	},
}));

/** By node and operation. */
const samples: Readonly<Record<string, Rows>> = {
	'n8n-nodes-base.postgres executeQuery': people,
	'n8n-nodes-base.googleSheets read': people,
	'n8n-nodes-base.hubspot getAll': contacts,
};

const unsent: Rows = [
	{ demo: 'Pinned by the demo: this step needs a credential of your own. Unpin it, and choose yours, to run it.' },
];

const isModel = ({ type }: WorkflowNode): boolean => type.startsWith('@n8n/');

/** Types of credentials that steps need and the demo has not. Models of agents cannot be pinned, so theirs are left open. */
export const lackingTypes = (nodes: readonly WorkflowNode[], types: readonly string[]): string[] =>
	nodes
		.filter((node) => !isModel(node))
		.flatMap(({ credentials = {} }) => Object.keys(credentials))
		.filter((type) => !types.includes(type));

/** n8n runs no step of a workflow in which one has no credential, pinned or not. */
export const emptyCredential = (type: string): StoredCredential => ({
	id: `demo${type}`,
	name: 'None: the demo pins sample rows',
	type,
	data: {},
});

/**
 * What n8n shows instead of running a step (pinned data), for steps that need a credential the demo has none of: people
 * nobody knows, and a note where something would be sent.
 */
export function pinnedFor(nodes: readonly WorkflowNode[], types: readonly string[]): Record<string, object[]> {
	const lacking = nodes.filter((node) => lackingTypes([node], types).length > 0);
	return Object.fromEntries(
		lacking.map(({ name, type, parameters }) => {
			const rows = samples[`${type} ${String(parameters.operation)}`] ?? unsent;
			return [name, rows.map((json) => ({ json }))];
		}),
	);
}
