import { entryOf } from '../../shared/record';

/** A status as the log tells it. In process and in review are stations on the way to another. */
export type LoggedStatus = 'on' | 'off' | 'processing' | 'inReview' | 'rejected';

/**
 * Meta's words for a status come in the language of whoever reads. Recorded are English
 * (superbolt-x/Talk-to-Meta-SB-remote), French (melvin-cmyk/ImpulseMotion), Spanish (Diere2025/zonoconstruccion),
 * Portuguese and Chinese. The others are the words of Ads Manager in that language. Entries of newer logs have numbers,
 * and these count first.
 */
const words: Readonly<Record<LoggedStatus, readonly string[]>> = {
	on: [
		...['active', 'on', 'activa', 'activo', 'activada', 'activado', 'ativa', 'ativo', 'actif', 'activée', 'activé'],
		...['aktiv', 'attiva', 'attivo', 'actief', 'aktywna', 'aktywne', 'aktywny', 'aktif', 'etkin', 'aktivní', 'aktívne'],
		...['aktív', 'activ', 'activă', 'aktiivinen', 'активно', 'активна', 'активен', 'активный', 'активний', 'ενεργή'],
		...['ενεργό', 'نشط', 'نشطة', 'פעיל', 'פעילה', 'सक्रिय', 'ใช้งานอยู่', 'เปิดใช้งาน', 'đang hoạt động', 'hoạt động'],
		...[
			'アクティブ',
			'有効',
			'活性',
			'활성',
			'활성화됨',
			'进行中',
			'投放中',
			'有效',
			'已启用',
			'活跃',
			'進行中',
			'啟用',
			'刊登中',
		],
	],
	off: [
		...['inactive', 'paused', 'off', 'deleted', 'archived', 'inactiva', 'inactivo', 'en pausa', 'pausada', 'pausado'],
		...[
			'desactivada',
			'desactivado',
			'inativa',
			'inativo',
			'em pausa',
			'desativada',
			'desativado',
			'inactif',
			'en pause',
		],
		...['mis en pause', 'mise en pause', 'désactivé', 'désactivée', 'inaktiv', 'pausiert', 'angehalten', 'non attiva'],
		...['non attivo', 'inattiva', 'inattivo', 'in pausa', 'inactief', 'gepauzeerd', 'onderbroken', 'nieaktywna'],
		...['nieaktywne', 'nieaktywny', 'wstrzymana', 'wstrzymane', 'wstrzymano', 'pasif', 'aktif değil', 'etkin değil'],
		...['duraklatıldı', 'neaktivní', 'pozastaveno', 'neaktívne', 'inaktív', 'szüneteltetve', 'inactiv', 'inactivă'],
		...[
			'ei aktiivinen',
			'keskeytetty',
			'pausad',
			'неактивно',
			'неактивна',
			'неактивен',
			'приостановлено',
			'призупинено',
		],
		...['ανενεργή', 'ανενεργό', 'σε παύση', 'غير نشط', 'غير نشطة', 'متوقف مؤقتًا', 'לא פעיל', 'לא פעילה', 'מושהה'],
		...['निष्क्रिय', 'रोका गया', 'ไม่ได้ใช้งาน', 'หยุดชั่วคราว', 'không hoạt động', 'đã tạm dừng', 'tạm dừng', 'tidak aktif'],
		...[
			'dijeda',
			'非アクティブ',
			'一時停止',
			'無効',
			'停止',
			'비활성',
			'비활성화됨',
			'일시 중지됨',
			'暂停',
			'已暂停',
			'未激活',
		],
		...['停用', '已停用', '不活跃', '未启用', '暫停', '已暫停', '未啟用'],
	],
	processing: [
		...['pending process', 'pending processing', 'in process', 'processing', 'to be set after review'],
		...[
			'procesamiento pendiente',
			'pendiente de procesamiento',
			'en proceso',
			'processamento pendente',
			'em processamento',
		],
		...['en attente de traitement', 'traitement en attente', 'en cours de traitement', 'verarbeitung ausstehend'],
		...[
			'wird verarbeitet',
			'in bearbeitung',
			'elaborazione in sospeso',
			'in attesa di elaborazione',
			'in elaborazione',
		],
		...['verwerking in behandeling', 'wordt verwerkt', 'oczekuje na przetworzenie', 'przetwarzanie', 'işlem bekliyor'],
		...['işleniyor', 'ожидает обработки', 'обрабатывается', 'đang chờ xử lý', 'menunggu diproses', 'sedang diproses'],
		...[
			'処理待ち',
			'処理中',
			'처리 대기 중',
			'처리 중',
			'待处理',
			'等待处理',
			'处理中',
			'待處理',
			'等待處理',
			'處理中',
		],
	],
	inReview: [
		...[
			'pending review',
			'in review',
			'revisión pendiente',
			'pendiente de revisión',
			'en revisión',
			'análise pendente',
		],
		...[
			'revisão pendente',
			'em análise',
			'em revisão',
			'en attente d’examen',
			'en cours d’examen',
			'examen en attente',
		],
		...['überprüfung ausstehend', 'prüfung ausstehend', 'wird überprüft', 'wird geprüft', 'in überprüfung'],
		...['controllo in sospeso', 'in attesa di controllo', 'in attesa di revisione', 'in fase di controllo'],
		...['beoordeling in behandeling', 'wordt beoordeeld', 'oczekuje na weryfikację', 'w trakcie weryfikacji'],
		...['inceleme bekliyor', 'inceleniyor', 'incelemede', 'ожидает проверки', 'на проверке', 'đang chờ xét duyệt'],
		...['đang xét duyệt', 'menunggu peninjauan', 'dalam peninjauan', '審査待ち', '審査中', '검토 대기 중', '검토 중'],
		...['待审核', '审核中', '待審核', '待審查', '審查中', '審核中'],
	],
	rejected: [
		...['rejected', 'disapproved', 'not approved', 'rechazada', 'rechazado', 'rejeitada', 'rejeitado', 'reprovada'],
		...['reprovado', 'rejeté', 'rejetée', 'refusé', 'refusée', 'abgelehnt', 'rifiutata', 'rifiutato', 'afgekeurd'],
		...['afgewezen', 'odrzucona', 'odrzucono', 'reddedildi', 'отклонено', 'отклонена', 'bị từ chối', 'ditolak'],
		...['不承認', '非承認', '거부됨', '未获批', '未通过', '已拒绝', '未獲批准', '遭拒', '已拒絕'],
	],
};

/** What Meta calls them in its API, too: `PENDING_REVIEW`. Turkish capital İ leaves a dot of its own when it gets small. */
const plain = (word: string): string =>
	word
		.normalize('NFC')
		.toLowerCase()
		.replace(/\u0307/g, '')
		.replace(/[_\s]+/g, ' ')
		.replace(/['`ʼ]/g, '’')
		.trim();

const meanings: ReadonlyMap<string, LoggedStatus> = new Map(
	Object.entries(words).flatMap(([status, list]) => list.map((word) => [plain(word), status as LoggedStatus] as const)),
);

/** What a word says; null for a word in no list. */
export const statusOfWord = (word: unknown): LoggedStatus | null =>
	typeof word === 'string' ? (meanings.get(plain(word)) ?? null) : null;

/**
 * Numbers that newer entries have beside the words. Recorded with words: 1 Active, 15 Inactive, 17 Pending process, 9 Pending
 * Review. Others are told in other ways by different people, so that their words count.
 */
const numbers: Readonly<Record<string, LoggedStatus>> = { '1': 'on', '15': 'off', '17': 'processing', '9': 'inReview' };

export const statusOfNumber = (number: unknown): LoggedStatus | null => entryOf(numbers, number) ?? null;
