import type { ILoadOptionsFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { adsInsightsSpec } from '../../shared/spec';
import { breakdownLabels as labels } from './breakdownLabels';
import { removedBreakdowns, removedFields, withoutRemoved } from './removedNames';

/** Lists too long for the node's description; the editor asks for them when a field is opened. None calls Meta. */
type LongList = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

const named = (names: readonly string[]): INodePropertyOptions[] =>
	names
		.map((value) => ({ name: labels[value] ?? value, value, description: labels[value] === undefined ? undefined : value }))
		.sort((one, other) => Number(labels[one.value] === undefined) - Number(labels[other.value] === undefined) || one.name.localeCompare(other.name));

const listOf = (make: () => INodePropertyOptions[]): LongList =>
	async function () {
		return make();
	};

export const getBreakdowns = listOf(() => named(withoutRemoved(adsInsightsSpec.Breakdowns, removedBreakdowns)));
export const getActionBreakdowns = listOf(() => named(adsInsightsSpec.ActionBreakdowns));
export const getInsightsFields = listOf(() => withoutRemoved(adsInsightsSpec.Fields, removedFields).map((name) => ({ name, value: name })).sort((one, other) => one.name.localeCompare(other.name)));

type ListName = 'getBreakdowns' | 'getActionBreakdowns' | 'getInsightsFields';

/** Makes a field take its options from one of these lists. */
export const fromList = (loadOptionsMethod: ListName): Pick<INodeProperties, 'typeOptions'> => ({ typeOptions: { loadOptionsMethod } });
