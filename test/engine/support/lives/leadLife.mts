import type { IDataObject, INodeType } from 'n8n-workflow';

import { uniform } from '../../../../bench/uniform.mts';
import { startEmulator, type Emulator } from '../../../../emulator/http/server.mts';
import { addLead } from '../../../../emulator/leads/arrivals.mts';
import { bodyOf, signatureOf } from '../../../../emulator/leads/delivery.mts';
import type { Lead } from '../../../../emulator/leads/leadModel.mts';
import { endPageTokens } from '../../../../emulator/leads/pageTokens.mts';
import { PAGES } from '../../../../emulator/world/seedIds.mts';
import { emulatorCredential, pollerOf, runNode } from '../harness.mts';
import { loadedAnew } from './triggerLife.mts';

/** Days in which leads come to many forms, watched by an n8n that is killed now and then, whose workers change. */
export interface LeadLife {
	readonly days: number;
	readonly pages: number;
	readonly forms: number;
	readonly leads: number;
	readonly seed: number;
	readonly pollMinutes: number;
	/** A hub gets leads from notifications beside the trigger, most of them. */
	readonly hub?: true;
}

export interface LeadsLived {
	/** Items that n8n executed, in order; of killed executions only those it came to. */
	readonly executed: IDataObject[];
	/** IDs of all leads that came after the start. */
	readonly came: string[];
	readonly kills: number;
	readonly refusals: number;
	readonly calls: number;
}

const HOUR = 3600;

function makeForms({ world }: Emulator, pages: number, forms: number): string[] {
	const known = [PAGES.usd, PAGES.usdSecond, PAGES.eur, PAGES.jpy];
	while (known.length < pages) {
		const id = String(3_001_000_000_000_100 + known.length);
		known.push(world.add({ ...world.get('Page', PAGES.usd), id }).id as never);
	}
	return Array.from({ length: forms }, (_, index) => {
		const parentId = known[index % pages];
		const id = world.newId('LeadgenForm');
		const questions = [{ id: '1', type: 'EMAIL', key: 'email', label: 'Email' }];
		const fields = {
			name: `Form ${index}`,
			status: index % 9 === 8 ? 'ARCHIVED' : 'ACTIVE',
			locale: 'en_US',
			questions,
		};
		return world.add({ kind: 'LeadgenForm', id, usableIn: [], parentId, visible: true, fields }).id;
	});
}

export async function liveThroughLeads(life: LeadLife): Promise<LeadsLived> {
	const { days, pages, forms: count, leads, seed, pollMinutes, hub } = life;
	const random = uniform(seed);
	const chance = (share: number): boolean => random() < share;
	const emulator = await startEmulator();
	try {
		const { world, control } = emulator;
		const forms = makeForms(emulator, pages, count);
		const credential = emulatorCredential(emulator.url);
		const options = hub ? { leftToHubMinutes: '10' } : {};
		const parameters = { events: ['newLead'], leadsFrom: 'allPages', options };
		const run = { node: 'metaAdsTrigger', credential, parameters };
		let poller = pollerOf(run, loadedAnew());
		await poller.poll();
		control.advanceClock(2);
		const [executed, came]: [IDataObject[], Lead[]] = [[], []];
		let [kills, refusals, calls] = [0, 0, 0];
		const polls = Math.ceil((days * 24 * 60) / pollMinutes);
		const quiet = Math.ceil((3 * 24 * 60) / pollMinutes);
		const perPoll = leads / polls;
		const arrive = (): Lead => {
			const form = forms[Math.floor(random() * forms.length)];
			// Late by up to a day, out of order, some in the same second; the counter and the list lag apart.
			const createdIn = -Math.floor(random() * pollMinutes * 60 * (chance(0.2) ? 0 : 1));
			const shownAfter = chance(0.1) ? Math.floor(random() * 20 * HOUR) : chance(0.3) ? Math.floor(random() * 1800) : 0;
			const answers = [{ name: 'email', values: [`lead${came.length}@example.com`] }];
			return addLead(world, {
				form,
				createdIn,
				shownAfter,
				countedAfter: Math.floor(random() * (shownAfter + 60)),
				answers,
			});
		};
		const trouble = (): void => {
			const form = forms[Math.floor(random() * forms.length)];
			const page = world.get('LeadgenForm', form).parentId!;
			const path = chance(0.5) ? `${form}/leads` : `${page}/leadgen_forms`;
			const [code, subcode] = [[80005], [190], [2], [200, 1], [1]][Math.floor(random() * 5)];
			if (chance(0.3)) endPageTokens(world, page);
			control.addFault({ match: { method: 'GET', path, times: 1 }, fault: { kind: 'graph', code, subcode } } as never);
		};
		const notify = async (fresh: readonly Lead[]): Promise<void> => {
			const shown = fresh.filter((lead) => world.leads.isShown(lead) && chance(0.8));
			if (shown.length === 0) return;
			const body = bodyOf({ url: '', verifyToken: '', ids: chance(0.5) ? 'bare' : 'quoted' }, world, shown);
			const { outputs } = await runNode({
				node: 'metaLeads',
				credential,
				parameters: { resource: 'lead', operation: 'getFromNotification', verifyToken: 'x' },
				items: [{ headers: { 'x-hub-signature-256': signatureOf(body) }, query: {} }],
				files: [{ data: { data: Buffer.from(body).toString('base64'), mimeType: 'application/json' } }],
			});
			executed.push(
				...(outputs[0] ?? []).map(({ json }): IDataObject => ({ ...json, eventId: json.lead_id, by: 'hub' })),
			);
		};
		for (let poll = 0, due = 0; poll < polls + quiet; poll++) {
			const isOver = poll >= polls;
			control.advanceClock(pollMinutes * 60);
			if (isOver) control.clearFaults();
			const fresh: Lead[] = [];
			for (due += isOver ? 0 : perPoll; due >= 1; due--) fresh.push(arrive());
			came.push(...fresh);
			if (hub) await notify(fresh);
			if (!isOver && chance(0.2)) trouble();
			const before = poller.stored();
			emulator.log.length = 0;
			const brought = await poller.poll().catch(() => {
				refusals++;
				return null;
			});
			calls += emulator.log.filter(({ path }) => path !== '').length;
			if (brought === null) continue;
			if (isOver || chance(0.9)) {
				executed.push(...brought);
				continue;
			}
			kills++;
			if (chance(0.3)) executed.push(...brought.slice(0, Math.ceil(random() * brought.length)));
			poller = poller.restarted(loadedAnew() as INodeType, chance(0.5) ? before : undefined);
		}
		return { executed, came: came.map(({ id }) => id), kills, refusals, calls };
	} finally {
		await emulator.close();
	}
}
