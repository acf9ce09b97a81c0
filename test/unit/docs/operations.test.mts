import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { intersection, isEqual, union } from 'lodash';
import type { INodePropertyOptions } from 'n8n-workflow';

import { metaAdsOperations as metaAds } from '../../../nodes/MetaAds/operations.ts';
import { MetaAdsTrigger } from '../../../nodes/MetaAdsTrigger/MetaAdsTrigger.node.ts';
import { metaAudiencesOperations as metaAudiences } from '../../../nodes/MetaAudiences/operations.ts';
import { metaLeadsOperations as metaLeads } from '../../../nodes/MetaLeads/operations.ts';
import { metaConversionsOperations as metaConversions } from '../../../nodes/MetaConversions/operations.ts';
import { metaBudgetGuardOperations as metaBudgetGuard } from '../../../nodes/MetaBudgetGuard/operations.ts';
import { metaInsightsOperations as metaInsights } from '../../../nodes/MetaInsights/operations.ts';
import type { OperationTable } from '../../../nodes/shared/node/operation.ts';

/**
 * A new operation owes its node's page its name, in the table of operations there: `npm run update` writes it into the line of
 * its resource. What is good to know of it is written by hand.
 */

const text = (page: string): string => readFileSync(join('docs', page), 'utf8');
/** A long list is two sentences. */
const listed = (cell = ''): string[] => cell.split(/[,.] /).map((name) => name.trim());

/** Rows of the page's first table that has this first heading, cell by cell. */
function tableOf(page: string, heading: string): string[][] {
	const lines = text(page).split('\n');
	const first = lines.findIndex((line) => line.startsWith('|') && line.split('|')[1]?.trim() === heading);
	const after = lines.slice(first).findIndex((line) => !line.startsWith('|'));
	return lines.slice(first + 2, first + after).map((line) =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim()),
	);
}

/** The page with all operations of each resource in its line: those that stand there in the page's order, new ones after them. */
const withOperations = (page: string, resources: OperationTable): string =>
	resources.reduce((told, { name, operations }) => {
		const names = operations.map((operation) => operation.name);
		const line = new RegExp(`^(\\| ${name} +\\| )([^|\\n]+?)( +\\|)`, 'm');
		return told.replace(line, (all, start: string, cell: string, end: string) =>
			isEqual(listed(cell).toSorted(), names.toSorted())
				? all
				: `${start}${union(intersection(listed(cell), names), names).join(', ')}${end}`,
		);
	}, text(page));

it.each([
	['meta-ads.md', metaAds],
	['meta-audiences.md', metaAudiences],
	['meta-leads.md', metaLeads],
	['meta-conversions.md', metaConversions],
] as Array<[string, OperationTable]>)('%s lists the operations of every resource', (page, resources) => {
	if (process.env.UPDATE) writeFileSync(join('docs', page), withOperations(page, resources));
	const told = tableOf(page, 'Resource').map(([resource, operations]) => [resource, listed(operations).toSorted()]);
	const there = resources.map(({ name, operations }) => [
		name,
		operations.map((operation) => operation.name).toSorted(),
	]);
	expect(told.toSorted()).toEqual(there.toSorted());
});

it('meta-insights.md lists the operations', () => {
	const told = tableOf('meta-insights.md', 'Operation').flatMap(([operations]) => listed(operations));
	expect(told.toSorted()).toEqual(
		metaInsights.flatMap(({ operations }) => operations.map(({ name }) => name)).toSorted(),
	);
});

it('meta-budget-guard.md lists the operations', () => {
	const listedNames = tableOf('meta-budget-guard.md', 'Operation').flatMap(([operations]) => listed(operations));
	const names = metaBudgetGuard.flatMap(({ operations }) => operations.map(({ name }) => name));
	expect(listedNames.toSorted()).toEqual(names.toSorted());
});

it('meta-ads-trigger.md lists the events', () => {
	const events = new MetaAdsTrigger().description.properties.find(({ name }) => name === 'events')
		?.options as INodePropertyOptions[];
	expect(
		tableOf('meta-ads-trigger.md', 'Event')
			.map(([event]) => event)
			.toSorted(),
	).toEqual(events.map(({ name }) => name).toSorted());
});
