// Walks along exchanges, with the meaning of `ea deps` and `ea path`: a module stands for its own flows first, then
// chains go on from whole solutions, once each.
"use strict";
window.EA = window.EA || {};
EA.walks = ({ hops, part_of: partOf }) => {
  const solutions = new Map();
  const solution = id => {
    if (!solutions.has(id)) solutions.set(id, id in partOf ? solution(partOf[id]) : id);
    return solutions.get(id);
  };
  const isPart = (id, whole) => {
    for (let part = id; part !== undefined; part = partOf[part]) if (part === whole) return true;
    return false;
  };
  const order = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
  const sorted = [...hops].sort((one, other) => order(one[0], other[0]) || order(one[1], other[1]) || order(one[2], other[2]));
  const leaving = { out: new Map(), in: new Map() };
  for (const hop of sorted) {
    for (const [way, end] of [["out", hop[0]], ["in", hop[2]]]) {
      const home = solution(end);
      if (!leaving[way].has(home)) leaving[way].set(home, []);
      leaving[way].get(home).push(hop);
    }
  }

  // By element reached: its distance, and every hop that first comes to it.
  function walk(root, way) {
    const near = way === "out" ? 0 : 2, far = way === "out" ? 2 : 0;
    const home = solution(root);
    const places = new Set(home === root ? [home] : []);
    const reached = new Map();
    let level = [(leaving[way].get(home) || []).filter(hop => isPart(hop[near], root))];
    for (let distance = 1; level.length; distance += 1) {
      const entered = [];
      for (const group of level) {
        for (const hop of group) {
          const end = hop[far];
          if (!reached.has(end)) {
            reached.set(end, { distance, hops: [hop] });
            if (!places.has(solution(end))) {
              places.add(solution(end));
              entered.push(solution(end));
            }
          } else if (reached.get(end).distance === distance) {
            reached.get(end).hops.push(hop);
          }
        }
      }
      level = entered.map(place => leaving[way].get(place) || []);
    }
    return reached;
  }

  // What is reached from an application, nearest first; its own solution is not.
  function dependencies(root, way) {
    const home = solution(root);
    return [...walk(root, way)]
      .filter(([id]) => solution(id) !== home)
      .map(([id, { distance, hops: by }]) => ({ id, distance, hops: by }))
      .sort((one, other) => one.distance - other.distance || order(one.id, other.id));
  }

  // The shortest chains of flows from an application to another or a module of it, at most so many.
  function paths(start, end, most) {
    const reached = walk(start, "out");
    const ends = [...reached].filter(([id]) => isPart(id, end));
    const length = Math.min(...ends.map(([, { distance }]) => distance));
    if (!ends.length) return { length: null, chains: [] };
    // By distance and solution, the hops that first come there.
    const coming = new Map();
    for (const { distance, hops: by } of reached.values()) {
      for (const hop of by) {
        const key = `${distance} ${solution(hop[2])}`;
        coming.set(key, [...(coming.get(key) || []), hop]);
      }
    }
    const chains = [];
    const home = solution(start);
    function back(hop, distance, chain) {
      if (chains.length > most) return;
      const whole = [hop, ...chain];
      if (distance === 1) {
        if (isPart(hop[0], start)) chains.push(whole);
        return;
      }
      if (solution(hop[0]) === home && home === start) return;
      for (const before of coming.get(`${distance - 1} ${solution(hop[0])}`) || []) back(before, distance - 1, whole);
    }
    for (const [, { distance, hops: by }] of ends) {
      if (distance === length) for (const hop of by) back(hop, distance, []);
    }
    return { length, chains: chains.slice(0, most), more: chains.length > most };
  }

  // Whether one is the other, or a part of it: between them no path is asked.
  const related = (one, other) => isPart(one, other) || isPart(other, one);

  return { solution, dependencies, paths, related };
};
