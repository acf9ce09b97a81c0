import { campaignLocator } from '../../../nodes/shared/node/pickers/locators.ts';
import { isDoneWithin } from '../../support/doneWithin.mts';

const byUrl = (value: string): unknown => campaignLocator.read({ mode: 'url', value }, ['campaign']);
const address = (ids: string, more = ''): string =>
	`https://adsmanager.facebook.com/adsmanager/manage/campaigns?act=1&selected_campaign_ids=${ids}${more}`;

describe('an address of Ads Manager', () => {
	it('names what is selected in it', () => {
		expect(byUrl(address('120210000000000001'))).toBe('120210000000000001');
		expect(byUrl(address('120210000000000001', '&nav_source=x#top'))).toBe('120210000000000001');
	});

	it.each(['120210000000000001,120210000000000002', '120210000000000001%2C120210000000000002', '111111abc'])(
		'is refused where it names more than one or none: %s',
		(ids) => {
			expect(() => byUrl(address(ids))).toThrow('is an address that names several');
		},
	);

	it('takes no time, whatever it holds', () => {
		const long = 'http://'.repeat(200_000);
		const read = (): void => expect(() => byUrl(long)).toThrow('is not an address that names it');
		expect(isDoneWithin(200, read)).toBe(true);
	});
});
