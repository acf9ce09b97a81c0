import { exactJson, formBody, type GraphRequest } from '../request';
import { multipartBody } from './multipart';
import type { WireRequest } from './transport';

/**
 * The body of a request that travels by itself. One of a DELETE is JSON, as others send Meta theirs (Segment's and
 * RudderStack's destinations for custom audiences); Meta itself documents only the parameters.
 */
export function wireBody(request: GraphRequest): WireRequest['body'] {
	if (request.files) return multipartBody(request);
	if (request.bodyParams === undefined) return formBody(request);
	return { contentType: 'application/json', content: Buffer.from(exactJson(request.path, request.bodyParams)) };
}
