// When the sun sets at a place: NOAA's short formula (Solar Calculation Details, general solar position), exact to
// about two minutes between the polar circles. https://gml.noaa.gov/grad/solcalc/solareqns.PDF

import type { LocalDay } from '../domain/calendar.ts';
import type { Point } from './facts.ts';

/** The sun's centre at sunset, with refraction and its own radius: 90°50′ from the zenith. */
const zenith = radians(90.833);

/** Sunset of that day; undefined where the sun does not set or does not rise. */
export function sunset(day: LocalDay, { latitude, longitude }: Point): Date | undefined {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const dayOfYear = (midnight - Date.parse(`${day.slice(0, 4)}-01-01T00:00:00Z`)) / 86_400_000;
  // The year's fraction, taken at about the hour of sunset.
  const year = ((2 * Math.PI) / 365) * (dayOfYear + (18 - longitude / 15 - 12) / 24);
  const equationOfTime =
    229.18 *
    (0.000075 +
      0.001868 * Math.cos(year) -
      0.032077 * Math.sin(year) -
      0.014615 * Math.cos(2 * year) -
      0.040849 * Math.sin(2 * year));
  const declination =
    0.006918 -
    0.399912 * Math.cos(year) +
    0.070257 * Math.sin(year) -
    0.006758 * Math.cos(2 * year) +
    0.000907 * Math.sin(2 * year) -
    0.002697 * Math.cos(3 * year) +
    0.00148 * Math.sin(3 * year);
  const north = radians(latitude);
  const cosine = Math.cos(zenith) / (Math.cos(north) * Math.cos(declination)) - Math.tan(north) * Math.tan(declination);
  if (Math.abs(cosine) > 1) return undefined;
  const hourAngle = (Math.acos(cosine) * 180) / Math.PI;
  return new Date(midnight + (720 - 4 * (longitude - hourAngle) - equationOfTime) * 60_000);
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
