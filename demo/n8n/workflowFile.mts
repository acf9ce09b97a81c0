import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

export interface WorkflowNode {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string | null; name: string }>;
}

export interface Workflow {
	id: string;
	/** The command line of n8n 2.0 demands one; later ones give their own. */
	versionId?: string;
	name: string;
	active: boolean;
	settings: Record<string, unknown>;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	/** What steps give instead of running, by their names. */
	pinData?: Record<string, object[]>;
	tags?: Array<{ id: string; name: string }>;
}

const folder = () => join(process.cwd(), 'workflows');

/** The one that is run first, so that a newcomer sees a result before anything else. */
export const FIRST_WORKFLOW = 'first-campaign.json';

/** n8n's command line demands an id; made from the file name, so that importing again replaces. */
const idOf = (file: string) =>
	basename(file, '.json')
		.replace(/[^a-zA-Z0-9]/g, '')
		.slice(0, 21);

export async function readWorkflow(file: string): Promise<Workflow> {
	const shipped = JSON.parse(await readFile(join(folder(), file), 'utf8')) as Omit<Workflow, 'id' | 'versionId'>;
	return { ...shipped, id: idOf(file), versionId: randomUUID(), active: false, settings: shipped.settings ?? {} };
}

/** All shipped examples by the names of their files, the first one first. */
export async function readWorkflows(): Promise<Record<string, Workflow>> {
	const files = (await readdir(folder())).filter((file) => file.endsWith('.json')).sort();
	files.sort((a, b) => Number(b === FIRST_WORKFLOW) - Number(a === FIRST_WORKFLOW));
	const workflows = await Promise.all(files.map(async (file) => [file, await readWorkflow(file)] as const));
	return Object.fromEntries(workflows);
}

/**
 * What importing into a given n8n takes and nothing else: every credential of the package's types becomes the one that
 * exists there. Returns the workflow and, in words, each difference from the shipped file.
 */
export function withCredential(workflow: Workflow, type: string, credential: { id: string; name: string }) {
	const differences: string[] = [];
	const nodes = workflow.nodes.map((node) => {
		const shipped = node.credentials?.[type];
		if (!shipped) return node;
		differences.push(
			`${node.name}: credential "${shipped.name}" → "${credential.name}" (${shipped.id ?? 'no id'} → ${credential.id})`,
		);
		return { ...node, credentials: { ...node.credentials, [type]: credential } };
	});
	return { workflow: { ...workflow, nodes }, differences };
}
