import { sampleLink, urlTagsCheck } from '../../../nodes/MetaAds/content/urlTags.ts';

const wrong = (tags: string): string => {
	const checked = urlTagsCheck.safeParse(tags);
	const [issue] = checked.success ? [] : checked.error.issues;
	return issue === undefined
		? ''
		: `${issue.message}. ${String((issue as { params?: { advice: string } }).params?.advice)}`;
};

describe('URL tags', () => {
	it.each([
		'utm_source=meta&utm_campaign={{campaign.name}}',
		'?utm_source=meta',
		'a={{ad.id}}-{{adset.id}}&b={{placement}}&c={{site_source_name}}',
		'ref=',
	])('takes %s', (tags) => expect(wrong(tags)).toBe(''));

	it.each([
		['utm_campaign={{campaign_name}}', 'Write {{campaign.name}}.'],
		['utm_campaign={{Campaign.Name}}', 'Write {{campaign.name}}.'],
		['utm_campaign={{ campaign.name }}', 'Write {{campaign.name}}.'],
		['utm_campaign={{campain.name}}', 'Use one of: '],
		['utm_campaign={campaign.name}', 'braces that do not close'],
		['utm_campaign={{campaign.name}', 'braces that do not close'],
		['utm_source=meta&utm_source=fb', 'has utm_source twice'],
		['utm_source=my ads', 'cannot be read'],
		['https://example.com', 'cannot be read'],
		['', 'is empty'],
	])('refuses “%s”', (tags, words) => expect(wrong(tags)).toContain(words));

	it('reads in a sample as people land on it', () => {
		expect(sampleLink('https://example.com/?a=1', 'utm_campaign={{campaign.name}}')).toBe(
			'https://example.com/?a=1&utm_campaign=Autumn%20sale',
		);
	});
});
