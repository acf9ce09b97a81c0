import type { IDataObject } from 'n8n-workflow';

import { shortText } from '../../shared/words';

/** A name is as long as a campaign's can be, and a file's name can have 255 bytes. */
const LONGEST_ABOUT = 40;

/** What a file is about, without what a path or a file's name cannot have. */
const aboutInName = ({ about }: IDataObject): string =>
	shortText(String(about ?? '').replace(/[\\/:*?"<>|\s\p{C}]+/gu, '-'), LONGEST_ABOUT);

/** Named for what the pages are about and for their days, none like another: one written to a folder replaces none of them. */
export function fileNamesOf(pages: readonly IDataObject[]): string[] {
	const plainNames = pages.map((page) =>
		['report', aboutInName(page), page.date_start, page.date_stop].filter(Boolean).join('-'),
	);
	return plainNames.map((name, index) => {
		const before = plainNames.slice(0, index).filter((one) => one === name).length;
		return `${name}${before === 0 ? '' : `-${before + 1}`}.html`;
	});
}
