import { fieldList, type GraphRequest } from '../../shared/graph/request';

/** What a row and a decision need (Marketing API, Ad Video; its edge thumbnails is read along). */
export const videoFields = ['id', 'title', 'description', 'status', 'length', 'picture', 'permalink_url', 'created_time', 'updated_time', 'thumbnails{uri,is_preferred}'];

export const readVideo = (id: string, account: string): GraphRequest => ({ method: 'GET', path: id, params: { fields: fieldList(videoFields) }, effect: 'read', account });
