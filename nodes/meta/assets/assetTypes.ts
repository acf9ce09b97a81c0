import type { IDataObject } from 'n8n-workflow';

import type { GraphClient } from '../../shared/graph/client';
import { readRows } from '../../shared/graph/pages';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList, type GraphRequest } from '../../shared/graph/request';
import { idOf, list, textCell } from '../../shared/reading/cells';
import { isRecord } from '../../shared/record';
import { inPlainWords } from '../../shared/words';
import { readCatalogs } from './catalogs';
import { readLeadForms } from './leadForms';
import { countOf } from '../../shared/reading/numbers';

/** Where to look: an ad account, and a page for what belongs to pages. */
export interface AssetPlace {
	readonly account: string;
	readonly page: string;
}

/** One kind of thing that ads point to and that is made elsewhere. */
export interface AssetType {
	readonly name: string;
	readonly value: string;
	readonly description: string;
	/** At most so many, in Meta's order. */
	readonly read: (graph: GraphClient, place: AssetPlace, most: number) => Promise<GraphObject[]>;
	/** What people call it. */
	readonly title: (asset: GraphObject) => string;
	/** A few words that tell two of the same name apart, or that something is wrong with it. */
	readonly remark: (asset: GraphObject) => string;
	/** What else a row tells of it. */
	readonly columns: (asset: GraphObject, place: AssetPlace) => IDataObject;
	/** Where people see it at Meta. */
	readonly url: (asset: GraphObject, place: AssetPlace) => string;
}

/** A type that one edge of the ad account lists: a picker goes through it page by page. */
export interface EdgeType extends AssetType {
	readonly request: (account: string) => GraphRequest;
}

const edge = (name: string, fields: readonly string[]): Pick<EdgeType, 'read' | 'request'> => {
	const request: EdgeType['request'] = (account) => ({
		method: 'GET',
		path: `${account}/${name}`,
		params: { fields: fieldList(fields) },
		effect: 'read',
		account,
	});
	return { request, read: async (graph, { account }, most) => await readRows(graph, request(account), most) };
};

const assetTitle = ({ name, id }: GraphObject): string => textCell(name) ?? idOf(id) ?? 'unnamed';

/** A constant in words; nothing where Meta gives none. */
const wordsOf = (value: unknown): string => inPlainWords(textCell(value) ?? '');

export const pages: EdgeType = {
	name: 'Pages',
	value: 'pages',
	description: 'Facebook pages this ad account can advertise for',
	...edge('promote_pages', ['id', 'name', 'category', 'is_published', 'link']),
	title: assetTitle,
	remark: ({ category, is_published: isPublished }) =>
		isPublished === false ? 'not published' : (textCell(category) ?? ''),
	columns: ({ category, is_published: isPublished }) => ({
		category: textCell(category),
		published: isPublished !== false,
	}),
	url: ({ link, id }) => textCell(link) ?? `https://www.facebook.com/${String(id)}`,
};

export const instagramAccounts: EdgeType = {
	name: 'Instagram Accounts',
	value: 'instagramAccounts',
	description: 'Instagram accounts connected to this ad account',
	...edge('instagram_accounts', ['id', 'username']),
	title: ({ username, id }) => textCell(username) ?? idOf(id) ?? 'unnamed',
	remark: () => '',
	columns: ({ username }) => ({ username: textCell(username) }),
	url: ({ username }) => `https://www.instagram.com/${textCell(username) ?? ''}`,
};

export const pixels: EdgeType = {
	name: 'Pixels',
	value: 'pixels',
	description: 'Pixels (datasets) that measure what people do on a website',
	...edge('adspixels', ['id', 'name', 'last_fired_time', 'is_unavailable']),
	title: assetTitle,
	remark: ({ is_unavailable: unavailable, last_fired_time: lastFired }) =>
		unavailable === true ? 'unavailable' : textCell(lastFired) === null ? 'never fired' : '',
	columns: ({ last_fired_time: lastFired, is_unavailable: unavailable }) => ({
		lastFiredTime: textCell(lastFired),
		unavailable: unavailable === true,
	}),
	url: ({ id }, { account }) =>
		`https://business.facebook.com/events_manager2/list/dataset/${String(id)}?act=${account.replace('act_', '')}`,
};

export const catalogs: AssetType = {
	name: 'Catalogs',
	value: 'catalogs',
	description: 'Product catalogs of the business this ad account belongs to',
	read: async (graph, { account }, most) => await readCatalogs(graph, account, most),
	title: assetTitle,
	remark: ({ vertical, product_count: count }) =>
		[wordsOf(vertical), countOf(count) === null ? '' : `${countOf(count)} items`].filter(Boolean).join(', '),
	columns: ({ vertical, product_count: count }) => ({
		vertical: textCell(vertical),
		productCount: countOf(count),
	}),
	url: ({ id }) => `https://business.facebook.com/commerce/catalogs/${String(id)}`,
};

export const apps: EdgeType = {
	name: 'Apps',
	value: 'apps',
	description: 'Apps this ad account can advertise',
	...edge('advertisable_applications', ['id', 'name', 'object_store_urls']),
	title: assetTitle,
	remark: () => '',
	columns: ({ object_store_urls: stores }) => ({
		storeUrls: list(isRecord(stores) ? Object.values(stores) : []),
	}),
	url: ({ id }) => `https://developers.facebook.com/apps/${String(id)}`,
};

export const leadForms: AssetType = {
	name: 'Instant Forms',
	value: 'leadForms',
	description: 'Instant forms of one page',
	read: async (graph, { page }, most) => await readLeadForms(graph, page, most),
	title: assetTitle,
	remark: ({ status }) => (status === 'ACTIVE' ? '' : wordsOf(status)),
	columns: ({ status, locale, leads_count: leads, created_time: createdAt }, { page }) => ({
		status: textCell(status),
		locale: textCell(locale),
		leadsCount: countOf(leads),
		createdTime: textCell(createdAt),
		pageId: page,
	}),
	url: (_form, { page }) => `https://business.facebook.com/latest/instant_forms/forms?asset_id=${page}`,
};

/** The token's, whatever the ad account: `GET /me/businesses` (spec object User), empty without business_management. */
const businesses: AssetType = {
	name: 'Business Portfolios',
	value: 'businesses',
	description: 'All business portfolios the token can access. They need the permission business_management.',
	read: async (graph, _place, most) => {
		const params = { fields: fieldList(['id', 'name', 'verification_status', 'created_time']) };
		return await readRows(graph, { method: 'GET', path: 'me/businesses', params, effect: 'read' }, most);
	},
	title: assetTitle,
	remark: ({ verification_status: status }) => wordsOf(status),
	columns: ({ verification_status: status, created_time: createdAt }) => ({
		verificationStatus: textCell(status),
		createdTime: textCell(createdAt),
	}),
	url: ({ id }) => `https://business.facebook.com/latest/settings?business_id=${String(id)}`,
};

export const assetTypes: readonly AssetType[] = [
	apps,
	businesses,
	catalogs,
	instagramAccounts,
	leadForms,
	pages,
	pixels,
];
