import { get, isEqual, omit } from 'lodash';

import { InputProblem } from '../../../shared/form/problem';
import { creativeProblem } from '../../content/createCreatives';
import type { CreativeParams } from '../../content/createForm';
import type { FromFileParams } from './form';
import type { AdFile, Launch } from './launch';

/** What a card shows of its own item, and how the ad is called; all else is the carousel's. */
const ofCards = ['headline', 'link', 'binaryField', 'name'];

/** What a carousel has once, with where the form has it. */
function onceOf({
	additionalFields,
	options,
	...params
}: FromFileParams): Array<readonly [readonly string[], unknown]> {
	const entries = (values: object, ...at: string[]) =>
		Object.entries(values).map(([name, value]) => [[...at, name], value as unknown] as const);
	return [
		...entries(omit(params, ofCards)),
		...entries(omit(additionalFields, 'description'), 'additionalFields'),
		...entries(options, 'options'),
	];
}

/** What the items of a carousel disagree on. */
function disagreement({ jobs, params }: Launch): InputProblem | null {
	const onceFields = onceOf(params);
	for (const { index, params: other } of jobs) {
		const differing = onceFields.find(([path, value]) => !isEqual(value, get(other, path)));
		if (differing === undefined) continue;
		const advice = 'A carousel has it once: enter one value. Only headline, description and link are each card’s own.';
		return new InputProblem(differing[0], `is not the same for item ${index + 1} as for the first`, advice);
	}
	return null;
}

/** Meta: two to ten cards (Marketing API, Ad Creative Link Data). */
function cardsProblem({ files }: Launch): InputProblem | null {
	if (files.length >= 2 && files.length <= 10) return null;
	const count = files.length === 1 ? '1 file' : `${files.length} files`;
	return new InputProblem(['make'], `gets ${count}`, 'A carousel has two to ten cards, one a file.');
}

const cardOf = ({ job: { params }, isVideo, media }: AdFile) => ({
	image: isVideo ? undefined : media,
	video: isVideo ? media : undefined,
	headline: params.headline,
	description: params.additionalFields.description,
	link: params.link,
});

const formatOf = (files: readonly AdFile[], isCarousel: boolean): 'carousel' | 'singleImage' | 'singleVideo' => {
	if (isCarousel) return 'carousel';
	return files[0]?.isVideo === true ? 'singleVideo' : 'singleImage';
};

/** The creative as its form would hold it. */
export function creativeParamsOf({ params, page, name, files }: Launch, isCarousel: boolean): CreativeParams {
	const { description, instagramAccount, urlTags } = params.additionalFields;
	const [file] = files;
	const format = formatOf(files, isCarousel);
	return {
		adAccount: params.adAccount,
		format,
		name,
		page,
		image: format === 'singleImage' ? file?.media : undefined,
		video: format === 'singleVideo' ? file?.media : undefined,
		cards: format === 'carousel' ? files.map(cardOf) : undefined,
		images: undefined,
		videos: undefined,
		primaryText: params.primaryText,
		primaryTexts: undefined,
		headline: params.headline,
		headlines: undefined,
		postId: undefined,
		instagramAccount: undefined,
		instagramMediaId: undefined,
		creativeJson: undefined,
		link: params.link,
		callToAction: params.callToAction,
		additionalFields: {
			description: format === 'carousel' ? undefined : description,
			instagramAccount,
			urlTags,
			featuresOff: [],
			featuresOn: [],
			endCard: true,
			optimizeOrder: true,
		},
		options: { validateOnly: false, ifItExists: 'another' as const },
	};
}

/** What can be told of an ad's content before a byte is sent. */
export function contentProblem(launch: Launch, isCarousel: boolean): InputProblem | null {
	const checkedLaunch = { ...launch, files: launch.files.map((file) => ({ ...file, media: 'to be uploaded' })) };
	const ofCarousel = isCarousel ? (disagreement(launch) ?? cardsProblem(launch)) : null;
	return ofCarousel ?? creativeProblem(creativeParamsOf(checkedLaunch, isCarousel), undefined);
}
