package tailback.ui.stage;

import tailback.journal.State;
import tailback.ui.theme.Palette;

/**
 * Draws requests on pixels: each where it is, ghosts where it keeps something, crosses where it
 * failed.
 */
public final class DotLayer {

  private static final State[] STATES = State.values();

  /** A waiting cell brightens for so long, nanoseconds; about the patience of people. */
  private static final double PATIENCE = 10e9;

  /** A trail goes back so many places. */
  private static final int TRAIL = 8;

  /** Below this size a shape cannot be told from another: it is a plain cell. Screen pixels. */
  static final double SHAPED = 6.5;

  /** From this size on a shape wears the stripe of its class, pixels of the plan. */
  private static final double STRIPED = 8;

  /** As many branches are tied to their requests by lines; of more, those of the one studied. */
  private static final int MOST_TIES = 80;

  private final Pixels pixels = new Pixels();
  private final Dots dots = new Dots();
  private final Marks marks = new Marks(pixels, dots);
  private Plan plan;
  private double scale = 1;
  private int lit = -1;
  private boolean stripes;
  private boolean fades;

  // The way of the request under study: where it stood, the oldest first.
  private long followed = -1;
  private final double[] wayX = new double[TRAIL];
  private final double[] wayY = new double[TRAIL];
  private int way;

  /** Another plan, or another palette: begins anew. */
  public void plan(Plan newPlan) {
    plan = newPlan;
    dots.forget(newPlan);
    marks.plan(newPlan);
    stripes = newPlan.classes().count() > 1;
  }

  /** Whether moves are fades: who has moved appears where it is now. */
  public void fades(boolean wanted) {
    fades = wanted;
  }

  /** Lights one class of requests, and dims the others; -1: all are lit. */
  public void light(int one) {
    lit = one;
  }

  /** Time has jumped: nobody is seen moving from where it was before. */
  public void jumped() {
    dots.forget(plan);
    way = 0;
  }

  /**
   * Draws on this memory from now on.
   *
   * @param perPixel how many of these pixels one pixel of the plan is wide
   */
  public void on(int[] argb, int width, int height, double perPixel) {
    pixels.on(argb, width, height);
    scale = perPixel;
    marks.scale(perPixel);
  }

  /** Takes a picture over, at this wall-clock time (seconds). */
  public void update(Picture picture, double now, double moving) {
    dots.update(picture, now, moving);
  }

  /**
   * Draws.
   *
   * @param now seconds on the wall clock
   * @param moving how long a move takes, seconds
   * @param fallSpan how long a failure is seen falling, simulated nanoseconds
   * @param studied the request under study, or a negative number
   * @param forNobody by region, how many connections wait whose client has gone
   */
  public void paint(
      Picture picture,
      Palette palette,
      double now,
      double moving,
      long fallSpan,
      long studied,
      int[] forNobody) {
    pixels.clear();
    follow(studied);
    trail(palette);
    marks.ghosts(picture, palette, lit);
    marks.crowds(picture, palette, forNobody, lit);
    marks.forNobody(picture, palette, forNobody, lit);
    ties(picture, palette, now, moving, studied);
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < dots.count(); i++) {
        if (dots.moving(i, now, moving) == (pass == 1) && !dots.counted(i)) {
          dot(picture, palette, i, now, moving, studied);
        }
      }
    }
    marks.locks(picture, palette);
    marks.falls(picture, palette, fallSpan);
  }

  private void dot(
      Picture picture, Palette palette, int i, double now, double moving, long studied) {
    Region region = plan.regions().get(picture.region[i]);
    State state = STATES[picture.state[i]];
    double x = (fades ? dots.targetX(i) : dots.x(i, now, moving)) * scale;
    double y = (fades ? dots.targetY(i) : dots.y(i, now, moving)) * scale;
    double size = region.glyph() * scale;
    if (region.kind() == Region.Kind.SEATS) {
      size = Math.min(size, region.waffle().cell() * 0.8 * scale);
    }
    if ((picture.flags[i] & Picture.BRANCH) != 0) {
      size *= 0.72;
    }
    int colour = palette.of(state);
    boolean keeps = (picture.flags[i] & Picture.KEEPS_BATON) != 0;
    double share = Marks.share(picture, i, lit);
    if (share == 1 && (state == State.COMPUTES || keeps)) {
      pixels.glow(x, y, size * 1.15, colour, palette.dark() ? 0.42 : 0.34);
    }
    Glyph glyph = state == State.BLOCKED && keeps ? Glyph.HATCHED : Glyph.of(state);
    if (size < SHAPED) {
      glyph = state == State.WAITS_FOR_POOL ? Glyph.DIAMOND : Glyph.CELL;
    }
    double seen = fades ? dots.moved(i, now, moving) : 1;
    Stripe stripe = stripes && size >= STRIPED * scale ? Stripe.of(picture.asks[i]) : Stripe.NONE;
    pixels.stamp(glyph, stripe, x, y, size, colour, seen * share * strength(picture, i, state));
    if (picture.request[i] == studied) {
      pixels.stamp(Glyph.RING, x, y, size + 10 * scale, palette.text(), 1);
    }
  }

  /** Ties branches to the requests that they belong to. */
  private void ties(Picture picture, Palette palette, double now, double moving, long studied) {
    int branches = picture.branches();
    for (int i = 0; branches > 0 && i < dots.count(); i++) {
      if ((picture.flags[i] & Picture.BRANCH) == 0 || dots.counted(i)) {
        continue;
      }
      long whole = Who.whole(picture.request[i]);
      int its = dots.find(whole);
      if (its >= 0 && !dots.counted(its) && (branches <= MOST_TIES || whole == studied)) {
        pixels.line(
            dots.x(its, now, moving) * scale,
            dots.y(its, now, moving) * scale,
            dots.x(i, now, moving) * scale,
            dots.y(i, now, moving) * scale,
            palette.of(STATES[picture.state[i]]),
            whole == studied ? 0.8 : 0.3 * Marks.share(picture, i, lit));
      }
    }
  }

  /** Notes where the request under study stands, when that is another place. */
  private void follow(long studied) {
    if (studied != followed) {
      followed = studied;
      way = 0;
    }
    int i = studied < 0 ? -1 : dots.find(studied);
    if (i < 0) {
      return;
    }
    double x = dots.targetX(i);
    double y = dots.targetY(i);
    if (way > 0 && wayX[way - 1] == x && wayY[way - 1] == y) {
      return;
    }
    if (way == TRAIL) {
      System.arraycopy(wayX, 1, wayX, 0, TRAIL - 1);
      System.arraycopy(wayY, 1, wayY, 0, TRAIL - 1);
      way--;
    }
    wayX[way] = x;
    wayY[way++] = y;
  }

  private void trail(Palette palette) {
    for (int i = 1; i < way; i++) {
      double length = Math.hypot(wayX[i] - wayX[i - 1], wayY[i] - wayY[i - 1]);
      for (double at = 0; at < length; at += 7) {
        double share = at / length;
        pixels.stamp(
            Glyph.DISC,
            (wayX[i - 1] + (wayX[i] - wayX[i - 1]) * share) * scale,
            (wayY[i - 1] + (wayY[i] - wayY[i - 1]) * share) * scale,
            3 * scale,
            palette.text(),
            0.25 + 0.5 * i / way);
      }
    }
  }

  /** What waits starts dim and brightens with its age. */
  private static double strength(Picture picture, int i, State state) {
    if (state != State.WAITS) {
      return 1;
    }
    double age = Math.min(1, (picture.time - picture.arrived[i]) / PATIENCE);
    return 0.62 + 0.38 * age;
  }

  /** The request nearest to a point of the plan, within {@code reach} pixels; -1: none. */
  public long at(Picture picture, double x, double y, double reach, double now, double moving) {
    long nearest = -1;
    double best = reach;
    for (int i = 0; i < Math.min(picture.count, dots.count()); i++) {
      double distance = Math.hypot(dots.x(i, now, moving) - x, dots.y(i, now, moving) - y);
      if (!dots.counted(i) && distance < best) {
        best = distance;
        nearest = Who.whole(picture.request[i]);
      }
    }
    return nearest;
  }

  /** Where a request is drawn: x and y on the plan; null when it is not. */
  public double[] where(long request, double now, double moving) {
    int i = dots.find(request);
    return i < 0 ? null : new double[] {dots.x(i, now, moving), dots.y(i, now, moving)};
  }
}
