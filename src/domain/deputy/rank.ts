// Who is proposed to a school, best first, with the reasons; and which request comes first.

import type { DeputyCandidate, DeputyReason } from './views.ts';

export interface Standing {
  /** By road; undefined where a place has no coordinates. */
  readonly km?: number;
  /** Served at present. */
  readonly schools: number;
  /** Agreed for the next four weeks. */
  readonly talks: number;
  /** Has served this school, or given talks there. */
  readonly knows: boolean;
  readonly wished: boolean;
  readonly wishedField: boolean;
  readonly trainingMissing: number;
  /** For this request, and nothing came of it. */
  readonly askedBefore: boolean;
}

const points = {
  wished: 40,
  continuity: 30,
  field: 20,
  perKm: 1,
  most: 30,
  perSchool: 10,
  perTalk: 1,
  untrained: 15,
};

export function reasonsOf(one: Standing): { score: number; reasons: DeputyReason[] } {
  const reasons: DeputyReason[] = [];
  let score = 0;
  if (one.askedBefore) reasons.push({ code: 'asked_before', params: {} });
  if (one.wished) {
    score += points.wished;
    reasons.push({ code: 'wished', params: {} });
  }
  if (one.knows) {
    score += points.continuity;
    reasons.push({ code: 'continuity', params: {} });
  }
  if (one.wishedField) {
    score += points.field;
    reasons.push({ code: 'wished_field', params: {} });
  }
  if (one.km !== undefined) {
    score -= Math.min(points.most, one.km * points.perKm);
    reasons.push({ code: 'distance', params: { km: Math.round(one.km) } });
  } else {
    score -= points.most / 2;
    reasons.push({ code: 'distance_unknown', params: {} });
  }
  score -= one.schools * points.perSchool + Math.min(points.most, one.talks * points.perTalk);
  reasons.push({ code: 'load', params: { schools: one.schools, talks: one.talks } });
  if (one.trainingMissing > 0) {
    score -= points.untrained;
    reasons.push({ code: 'after_training', params: { missing: one.trainingMissing } });
  }
  return { score: Math.round(score * 10) / 10, reasons };
}

/**
 * Those who can be proposed first, those who have not been asked in vain before those who have, then by points. Beyond the
 * most that distance takes, the nearer first all the same: it is what stands there to be read.
 */
export const byRank = (a: DeputyCandidate, b: DeputyCandidate): number =>
  Number(a.bar !== undefined) - Number(b.bar !== undefined) ||
  Number(wasAsked(a)) - Number(wasAsked(b)) ||
  b.score - a.score ||
  kmOf(a) - kmOf(b) ||
  a.speakerId - b.speakerId;

/** As it is said. */
function kmOf({ reasons }: DeputyCandidate): number {
  const distance = reasons.find((reason) => reason.code === 'distance');
  return distance?.code === 'distance' ? distance.params.km : points.most;
}

const wasAsked = ({ reasons }: DeputyCandidate): boolean => reasons.some(({ code }) => code === 'asked_before');

export interface Urgency {
  readonly school: { readonly rural: boolean; readonly remote: boolean; readonly weak: boolean };
  /** Nobody serves the school. */
  readonly without: boolean;
  readonly createdAt: string;
}

/** Schools without anybody first, then remote, rural and weak ones, then in turn. */
export const byUrgency = (a: Urgency, b: Urgency): number =>
  Number(b.without) - Number(a.without) || need(b) - need(a) || (a.createdAt < b.createdAt ? -1 : 1);

const need = ({ school: { rural, remote, weak } }: Urgency): number => Number(remote) + Number(rural) + Number(weak);
