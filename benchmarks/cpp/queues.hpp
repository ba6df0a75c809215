// Future-event lists behind one interface: push(t, seq, kind, arg) / pop(). Order is (t, seq) everywhere.
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <queue>
#include <vector>

struct Ev { double t; uint64_t seq; uint32_t kind, arg; };

// ---- 1. std::priority_queue: THE reference ("physical limit" of the textbook approach)
struct StdPq {
  struct Gt { bool operator()(const Ev& a, const Ev& b) const { return a.t > b.t || (a.t == b.t && a.seq > b.seq); } };
  std::priority_queue<Ev, std::vector<Ev>, Gt> q;
  explicit StdPq(size_t) {}
  bool empty() const { return q.empty(); }
  void push(double t, uint64_t seq, uint32_t k, uint32_t a) { q.push({t, seq, k, a}); }
  Ev pop() { Ev e = q.top(); q.pop(); return e; }
};

// ---- record pool shared by the slot-based queues: the queue itself only moves 16-byte (time, seq|slot) nodes
struct Pool {
  struct Rec { uint32_t kind, arg; };
  std::vector<Rec> rec; std::vector<uint32_t> freeList;
  explicit Pool(size_t cap) : rec(cap) { for (size_t i = cap; i-- > 0;) freeList.push_back((uint32_t)i); }
  uint32_t alloc(uint32_t k, uint32_t a) {
    if (freeList.empty()) { size_t n = rec.size(); rec.resize(2 * n); for (size_t i = 2 * n; i-- > n;) freeList.push_back((uint32_t)i); }
    uint32_t s = freeList.back(); freeList.pop_back(); rec[s] = {k, a}; return s;
  }
};
using Key = unsigned __int128;                    // (time bits << 64) | (seq << 24 | slot): one branch-free 128-bit compare
static inline Key mk(double t, uint64_t tag) { uint64_t b; __builtin_memcpy(&b, &t, 8); return ((Key)b << 64) | tag; }
static inline double tOf(Key k) { uint64_t b = (uint64_t)(k >> 64); double t; __builtin_memcpy(&t, &b, 8); return t; }

// ---- 2. 4-ary implicit heap, root at 3 so that each sibling group is one 64-byte line
struct Heap4 {
  Pool pool; Key* h; size_t n = 0, cap;
  static constexpr size_t ROOT = 3;
  explicit Heap4(size_t c) : pool(c + 16), cap(c + 64) { h = (Key*)aligned_alloc(64, ((cap + 8) * sizeof(Key) + 63) & ~63ull); }
  ~Heap4() { free(h); }
  bool empty() const { return n == 0; }
  void push(double t, uint64_t seq, uint32_t k, uint32_t a) {
    if (n + 8 >= cap) { size_t nc = cap * 2; Key* x = (Key*)aligned_alloc(64, ((nc + 8) * sizeof(Key) + 63) & ~63ull); std::copy(h, h + cap, x); free(h); h = x; cap = nc; }
    const Key key = mk(t, (seq << 24) | pool.alloc(k, a));
    size_t i = ROOT + n++;
    while (i > ROOT) { size_t p = (i >> 2) + 2; if (h[p] <= key) break; h[i] = h[p]; i = p; }
    h[i] = key;
  }
  Ev pop() {
    const Key top = h[ROOT], last = h[ROOT + --n];
    const size_t end = ROOT + n; size_t i = ROOT;
    for (;;) {
      const size_t c = 4 * i - 8;
      if (c + 4 <= end) {
        size_t a = c + (h[c + 1] < h[c]), b = c + 2 + (h[c + 3] < h[c + 2]);
        size_t m = h[b] < h[a] ? b : a;
        if (last <= h[m]) break;
        h[i] = h[m]; i = m;
      } else {
        if (c >= end) break;
        size_t m = c; for (size_t j = c + 1; j < end; ++j) if (h[j] < h[m]) m = j;
        if (last > h[m]) { h[i] = h[m]; i = m; }
        break;
      }
    }
    h[i] = last;
    const uint32_t s = (uint32_t)top & 0xffffff; pool.freeList.push_back(s);
    return {tOf(top), (uint64_t)top >> 24, pool.rec[s].kind, pool.rec[s].arg};
  }
};

// ---- 3. sorted array (descending), insertion by shifting: the tiny-queue champion
struct Sorted {
  Pool pool; std::vector<Key> v;
  explicit Sorted(size_t c) : pool(c + 16) { v.reserve(c + 16); }
  bool empty() const { return v.empty(); }
  void push(double t, uint64_t seq, uint32_t k, uint32_t a) {
    const Key key = mk(t, (seq << 24) | pool.alloc(k, a));
    size_t i = v.size(); v.push_back(key);
    while (i > 0 && v[i - 1] < key) { v[i] = v[i - 1]; --i; }
    v[i] = key;
  }
  Ev pop() { Key top = v.back(); v.pop_back(); const uint32_t s = (uint32_t)top & 0xffffff; pool.freeList.push_back(s);
    return {tOf(top), (uint64_t)top >> 24, pool.rec[s].kind, pool.rec[s].arg}; }
};

// ---- 4. calendar queue (Brown 1988): day buckets are sorted singly linked lists of pool slots, resize at 2n / n/2
struct Calendar {
  Pool pool; std::vector<Key> key; std::vector<int32_t> nxt, bucket;
  size_t n = 0, nb = 2; double width = 1.0, inv = 1.0; uint64_t day = 0; double last = 0;
  explicit Calendar(size_t c) : pool(c + 16), key(c + 16), nxt(c + 16), bucket(2, -1) {}
  bool empty() const { return n == 0; }
  inline void link(int32_t s) {
    const Key k = key[s]; const uint64_t d = (uint64_t)(tOf(k) * inv); int32_t* p = &bucket[d & (nb - 1)];
    while (*p >= 0 && key[*p] < k) p = &nxt[*p];
    nxt[s] = *p; *p = s;
  }
  void resize(size_t newNb) {
    std::vector<Key> all; all.reserve(n);
    std::vector<int32_t> slots; slots.reserve(n);
    for (auto b : bucket) for (int32_t s = b; s >= 0; s = nxt[s]) slots.push_back(s);
    std::vector<double> ts; for (auto s : slots) ts.push_back(tOf(key[s]));
    const size_t m = std::min<size_t>(n, 64);     // width = 3 x mean gap of the m earliest events
    if (m >= 2) { std::nth_element(ts.begin(), ts.begin() + m - 1, ts.end()); double hi = ts[m - 1], lo = *std::min_element(ts.begin(), ts.begin() + m);
      if (hi > lo) width = 3.0 * (hi - lo) / (m - 1); }
    inv = 1.0 / width; nb = newNb; bucket.assign(nb, -1);
    for (auto s : slots) link(s);
    day = (uint64_t)(last * inv);
  }
  void push(double t, uint64_t seq, uint32_t k, uint32_t a) {
    const uint32_t s = pool.alloc(k, a);
    if (s >= key.size()) { key.resize(pool.rec.size()); nxt.resize(pool.rec.size()); }
    key[s] = mk(t, (seq << 24) | s); link((int32_t)s);
    if (++n > 2 * nb) resize(nb * 2);
  }
  Ev pop() {
    size_t scanned = 0;
    for (;;) {
      const int32_t s = bucket[day & (nb - 1)];
      if (s >= 0 && (uint64_t)(tOf(key[s]) * inv) == day) {
        bucket[day & (nb - 1)] = nxt[s]; --n; last = tOf(key[s]); pool.freeList.push_back(s);
        Ev e{last, (uint64_t)key[s] >> 24, pool.rec[s].kind, pool.rec[s].arg};
        if (n < nb / 2 && nb > 2) resize(nb / 2);
        return e;
      }
      ++day;
      if (++scanned > nb) {                        // a whole empty year: jump to the earliest event
        double best = 1e300; for (auto b : bucket) if (b >= 0) best = std::min(best, tOf(key[b]));
        day = (uint64_t)(best * inv); scanned = 0;
      }
    }
  }
};

// ---- 5. ladder queue (after Tang, Goh & Thng 2005)
struct Ladder {
  static constexpr int THRES = 48, SMALL = 24, MAXR = 8;
  struct Rung { std::vector<int32_t> head, cnt; double start = 0, width = 1, inv = 1; int cur = 0, nb = 0, total = 0; };
  Pool pool; std::vector<Key> key; std::vector<int32_t> next; std::vector<Key> bot; Rung r[MAXR];
  int nr = 0, top = -1, topN = 0; double topMin = 1e300, topMax = -1, topStart = 0; size_t n = 0;
  explicit Ladder(size_t c) : pool(c + 16), key(c + 16), next(c + 16) { bot.reserve(8 * THRES); }
  bool empty() const { return n == 0; }
  static inline int idx(const Rung& g, double t) { const double x = (t - g.start) * g.inv; return x <= 0 ? 0 : (int)std::min(x, (double)(g.nb - 1)); }
  inline void put(Rung& g, int j, int32_t s) { next[s] = g.head[j]; g.head[j] = s; ++g.cnt[j]; ++g.total; }
  inline void botInsert(Key k) { size_t i = bot.size(); bot.push_back(k); while (i > 0 && bot[i - 1] < k) { bot[i] = bot[i - 1]; --i; } bot[i] = k; }
  static bool flat(double w, double at) { return w <= at * 8.9e-16; }       // range too narrow to split
  void setup(Rung& g, double start, double w, int m) {
    if ((int)g.head.size() < m) { g.head.assign(2 * m, -1); g.cnt.assign(2 * m, 0); }
    g.start = start; g.width = w; g.inv = 1 / w; g.nb = m; g.cur = 0; g.total = 0;
  }
  void push(double t, uint64_t seq, uint32_t kd, uint32_t a) {
    const uint32_t s = pool.alloc(kd, a); const Key k = mk(t, (seq << 24) | s); ++n;
    if (s >= key.size()) { key.resize(pool.rec.size()); next.resize(pool.rec.size()); }
    if (t >= topStart) {
      if (nr == 0 && topN == 0 && bot.size() < SMALL) { topStart = t; botInsert(k); return; }
      key[s] = k; next[s] = top; top = s; ++topN; topMin = std::min(topMin, t); topMax = std::max(topMax, t); return;
    }
    for (int i = 0; i < nr; ++i) { Rung& g = r[i]; const int j = idx(g, t); if (j >= g.cur && g.cur < g.nb) { key[s] = k; put(g, j, s); return; } }
    botInsert(k);
    if (bot.size() > 2 * THRES) splitBottom();
  }
  void splitBottom() {
    const double hi = tOf(bot.front()), lo = tOf(bot.back()); const int m = (int)bot.size();
    if (nr == MAXR || flat((hi - lo) / m, hi)) return;
    Rung& g = r[nr++]; setup(g, lo, (hi - lo) / m, m + 1);
    for (Key k : bot) { const uint32_t s = (uint32_t)k & 0xffffff; key[s] = k; put(g, idx(g, tOf(k)), s); }
    bot.clear();
  }
  void spread(Rung& g, int32_t s) { for (int32_t x; s >= 0; s = x) { x = next[s]; put(g, idx(g, tOf(key[s])), s); } }
  void drain(int32_t s, int m) {                     // bottom is empty; long lists occur only when times cannot be told apart
    if (m <= THRES) { for (; s >= 0; s = next[s]) botInsert(key[s]); return; }
    for (; s >= 0; s = next[s]) bot.push_back(key[s]);
    std::sort(bot.begin(), bot.end(), std::greater<Key>());
  }
  void refill() {
    for (;;) {
      while (nr > 0 && r[nr - 1].total == 0) --nr;
      if (nr == 0) {
        const int32_t t0 = top; const int m = topN; const double lo = topMin, hi = topMax;
        top = -1; topN = 0; topMin = 1e300; topMax = -1; topStart = hi;
        if (m <= THRES || flat((hi - lo) / m, hi)) { drain(t0, m); return; }
        setup(r[0], lo, (hi - lo) / m, m + 1); nr = 1; spread(r[0], t0);
      }
      Rung& g = r[nr - 1]; int c = g.cur;
      while (g.head[c] < 0) ++c;
      const int32_t s0 = g.head[c]; const int m = g.cnt[c]; const double w = g.width / m, st = g.start + c * g.width;
      g.head[c] = -1; g.cnt[c] = 0; g.total -= m; g.cur = c + 1;
      if (m <= THRES || nr == MAXR || flat(w, st + g.width)) { drain(s0, m); return; }
      setup(r[nr], st, w, m + 1); ++nr; spread(r[nr - 1], s0);
    }
  }
  Ev pop() {
    if (bot.empty()) refill();
    const Key k = bot.back(); bot.pop_back(); --n;
    const uint32_t s = (uint32_t)k & 0xffffff; pool.freeList.push_back(s);
    return {tOf(k), (uint64_t)k >> 24, pool.rec[s].kind, pool.rec[s].arg};
  }
};
