/** Who fills which place: a maximum matching between places and people, found by augmenting paths (Kuhn 1955, Berge 1957). */

const NOBODY = -1

/**
 * Fills places in their order; `places[i]` lists the people who may fill place `i`, as numbers from 0 to `people` − 1.
 * Gives the person of each place, −1 where it stays empty. Nobody fills two places, and no more places can be filled by any other choice.
 * A place that is filled stays so when those behind it are filled: which places stay empty depends on their order alone, not on that of people.
 */
export function fillPlaces(places: readonly (readonly number[])[], people: number): Int32Array {
  const personOf = new Int32Array(places.length).fill(NOBODY)
  const placeOf = new Int32Array(people).fill(NOBODY)
  const asked = new Int32Array(people).fill(NOBODY)
  const fill = (place: number, round: number): boolean => {
    for (const person of places[place] ?? []) {
      if (asked[person] === round) continue
      asked[person] = round
      const held = placeOf[person] as number
      if (held !== NOBODY && !fill(held, round)) continue
      placeOf[person] = place
      personOf[place] = person
      return true
    }
    return false
  }
  for (let place = 0; place < places.length; place++) fill(place, place)
  return personOf
}
