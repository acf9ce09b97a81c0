import { GraphError } from '../../graph/language/graphError.mts';

/** Codes, titles and texts of Meta's page marketing-api/insights/error-codes, unless said otherwise. */
const TEXTS: Record<string, [title: string, text: string]> = {
	'-2/2490547': ['Report Failed', 'Generating the report failed. Try again later.'],
	'-3/1504045': ['Report Too Large', 'Your report was too large. Check the documentation for guidance and try again.'],
	'100/1504018': [
		'Request Timed Out',
		'Your request timed out. Try a smaller date range, fetch less data, or use async jobs.',
	],
	'2/1504038': [
		'Request Timed Out',
		'Your request timed out. Try a smaller date range, fetch less data, or use async jobs.',
	],
	'2/1504041': [
		'Invalid Breakdowns',
		'No data is available for the requested metrics and breakdowns. Try different metrics or breakdowns.',
	],
	'2/1504043': ['Intermittent Error', 'Your request encountered an intermittent error. Retry at a later time.'],
	'2/1504044': ['Unknown Error Occurred', 'An unexpected error occurred. Please refresh the page or try again.'],
	'4/1504022': [
		'Too Many API Requests',
		'Your app has exceeded the allowed number of API requests. Wait before retrying.',
	],
	// Text as clients in the field show it (a11global/facebook-ads-performance-downloader issue 13).
	'100/1487534': [
		'Too many rows',
		'The reporting data you are trying to fetch has too many rows. Please use asynchronous query or restrict amount of ad IDs ' +
			'or time ranges to fetch the data.',
	],
	// Text as clients in the field show it (facebookarchive/php-graph-sdk issue 915); code and subcode: issue 1094 there.
	'2601/1815107': [
		'Loading Async Report Failed',
		'Sorry, the report cannot be loaded successfully. Please check if your job status is completed instead of failed or running ' +
			'before fetching the data.',
	],
};
/** Which of them Meta calls transient is only seen in the field (third-party hint). */
const TRANSIENT = ['2/1504043', '2/1504044', '4/1504022'];

export interface ErrorSpec {
	code: number;
	subcode?: number;
	message?: string;
	userTitle?: string;
	userMsg?: string;
}

/** Fills in Meta's title and text where the code has them. */
export function fillError({
	code,
	subcode,
	message,
	userTitle,
	userMsg,
}: ErrorSpec): Required<Pick<ErrorSpec, 'code' | 'message'>> & ErrorSpec {
	const [title, text] = TEXTS[`${code}/${subcode}`] ?? [];
	const plain = code === 1 ? "Please reduce the amount of data you're asking for, then retry your request" : undefined;
	return {
		code,
		subcode,
		message: message ?? plain ?? (code === 100 ? 'Invalid parameter' : (text ?? 'An unknown error occurred')),
		userTitle: userTitle ?? title,
		userMsg: userMsg ?? text,
	};
}

export function insightsError(spec: ErrorSpec): GraphError {
	const { code, message, subcode, userTitle, userMsg } = fillError(spec);
	const transient = code === 1 ? undefined : TRANSIENT.includes(`${code}/${subcode}`);
	return new GraphError(code, message, { subcode, userTitle, userMsg, transient });
}
