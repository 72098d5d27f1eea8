// Distances and journeys: the great circle, stretched to roads. Knows no map and no traffic.

import type { MatchRules, Point } from './facts.ts';

const earthRadiusKm = 6371;

/** Kilometres by road; undefined where one end has no coordinates. */
export function roadKm(a: Point | undefined, b: Point | undefined, rules: MatchRules): number | undefined {
  return a && b ? greatCircleKm(a, b) * rules.roadFactor : undefined;
}

/** How long a journey takes, in milliseconds. */
export function travelMs(a: Point | undefined, b: Point | undefined, rules: MatchRules): number {
  const km = roadKm(a, b, rules);
  return km === undefined ? rules.unknownTravelMinutes * 60_000 : (km / rules.travelKmh) * 3_600_000;
}

/** The haversine formula. */
function greatCircleKm(a: Point, b: Point): number {
  const half = (from: number, to: number): number => Math.sin(radians(to - from) / 2) ** 2;
  const chord =
    half(a.latitude, b.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude);
  return 2 * earthRadiusKm * Math.asin(Math.min(1, Math.sqrt(chord)));
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
