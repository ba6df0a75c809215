package tailback.ui.stage;

import java.util.Arrays;
import tailback.journal.State;
import tailback.ui.theme.Palette;

/**
 * Draws what stands on the stage besides the requests themselves: ghosts in what they keep, work
 * that nobody waits for, crowds of which a cell stands for several, failures that fall.
 */
final class Marks {

  private static final State[] STATES = State.values();

  /** How strong those are who are not of the class that is lit. */
  static final double DIM = 0.14;

  private final Pixels pixels;
  private final Dots dots;
  private Plan plan;
  private double scale = 1;
  private int[] crowd = new int[0];

  /** By region and state. */
  private int[] crowdStates = new int[0];

  private int[] crowdLit = new int[0];
  private int[] leftOver = new int[0];

  Marks(Pixels pixels, Dots dots) {
    this.pixels = pixels;
    this.dots = dots;
  }

  void plan(Plan newPlan) {
    plan = newPlan;
    int regions = newPlan.regions().size();
    crowd = new int[regions];
    crowdStates = new int[regions * STATES.length];
    crowdLit = new int[regions];
    leftOver = new int[regions];
  }

  void scale(double perPixel) {
    scale = perPixel;
  }

  /** What a request keeps while it is elsewhere: a small mark of its state. */
  void ghosts(Picture picture, Palette palette, int lit) {
    for (int i = 0; i < picture.ghosts; i++) {
      Region region = plan.regions().get(picture.ghostRegion[i]);
      int seat = picture.ghostSeat[i];
      if (seat >= 0 && seat < region.waffle().cells() && region.waffle().per() == 1) {
        State state = STATES[picture.ghostState[i]];
        boolean pool = state == State.WAITS_FOR_POOL;
        boolean owner = region.kind() == Region.Kind.BATON; // shown whole in front of who waits
        double size = region.waffle().cell() * scale * (owner ? 0.8 : pool ? 0.46 : 0.36);
        pixels.stamp(
            owner ? Glyph.of(state) : pool ? Glyph.DIAMOND : Glyph.CELL,
            region.x(seat) * scale,
            region.y(seat) * scale,
            Math.max(3 * scale, size),
            palette.of(state),
            0.85 * share(picture, dots.find(picture.ghost[i]), lit));
      }
    }
  }

  /** Who has a row that others wait for: a padlock at its connection, and in front of them. */
  void locks(Picture picture, Palette palette) {
    for (int i = 0; i < picture.owners; i++) {
      Region lane = plan.regions().get(picture.ownerRegion[i]);
      padlock(lane, 0, palette);
      for (int g = 0; g < picture.ghosts; g++) {
        Region kept = plan.regions().get(picture.ghostRegion[g]);
        if (picture.ghost[g] == picture.owner[i] && kept.thing().equals("connections")) {
          padlock(kept, picture.ghostSeat[g], palette);
        }
      }
      int at = dots.find(picture.owner[i]);
      if (at >= 0 && plan.regions().get(picture.region[at]).thing().equals("connections")) {
        padlock(plan.regions().get(picture.region[at]), dots.cell(at), palette);
      }
    }
  }

  private void padlock(Region region, int cell, Palette palette) {
    if (cell >= 0 && cell < region.waffle().cells()) {
      double size = Math.max(8, region.waffle().cell() * 0.55);
      double aside = region.waffle().cell() * 0.3;
      pixels.stamp(
          Glyph.PADLOCK,
          (region.x(cell) + aside) * scale,
          (region.y(cell) - aside) * scale,
          size * scale,
          palette.of(State.BLOCKED),
          1);
    }
  }

  /** How strong somebody is drawn while a class is lit; {@code i} may be -1. */
  static double share(Picture picture, int i, int lit) {
    return lit < 0 || i >= 0 && picture.asks[i] == lit ? 1 : DIM;
  }

  /**
   * Work that nobody waits for: the shape of what is done, dim, with a small cross on it. Those
   * without a seat take the first cells that are free.
   *
   * @param waiting by region, how many connections wait whose client has gone
   */
  void forNobody(Picture picture, Palette palette, int[] waiting, int lit) {
    System.arraycopy(waiting, 0, leftOver, 0, leftOver.length);
    double strength = lit < 0 ? 1 : DIM;
    for (int i = 0; i < picture.gone; i++) {
      Region region = plan.regions().get(picture.goneRegion[i]);
      if (picture.goneSeat[i] < 0 || region.waffle().per() > 1) {
        leftOver[region.id()]++;
      } else {
        State state = STATES[picture.goneState[i]];
        double size = region.glyph() * (region.kind() == Region.Kind.SEATS ? 0.8 : 1);
        forNobody(palette, region, picture.goneSeat[i], Glyph.of(state), size, state, strength);
      }
    }
    for (Region region : plan.regions()) {
      int left = leftOver[region.id()];
      for (int cell = 0; left > 0 && cell < region.waffle().cells(); cell++) {
        if (region.waffle().per() == 1 && !dots.taken(region.id(), cell)) {
          State state = region.kind() == Region.Kind.SEATS ? State.ON_IO : State.WAITS;
          Glyph glyph = Glyph.of(state);
          forNobody(palette, region, cell, glyph, region.glyph(), state, 0.8 * strength);
          left--;
        }
      }
    }
  }

  private void forNobody(
      Palette palette,
      Region region,
      int cell,
      Glyph glyph,
      double size,
      State state,
      double strength) {
    double x = region.x(cell) * scale;
    double y = region.y(cell) * scale;
    if (size * scale < DotLayer.SHAPED) {
      int mixed = Palette.mix(palette.of(state), palette.of(State.FAILED), 0.5);
      pixels.stamp(Glyph.CELL, x, y, size * scale, mixed, 0.55 * strength);
    } else {
      forNobody(pixels, palette, x, y, size * scale, glyph, state, strength);
    }
  }

  /** The shape of what is done, dim, with a small cross. */
  static void forNobody(
      Pixels on,
      Palette palette,
      double x,
      double y,
      double size,
      Glyph glyph,
      State state,
      double strength) {
    on.stamp(glyph, x, y, size, palette.of(state), 0.4 * strength);
    double cross = Math.max(5, size * 0.5);
    on.stamp(Glyph.CROSS, x, y, cross, palette.of(State.FAILED), 0.9 * strength);
  }

  /**
   * Regions where one cell stands for several requests: cells of each state as its share is, and
   * those whose client has gone come last.
   */
  void crowds(Picture picture, Palette palette, int[] waiting, int lit) {
    Arrays.fill(crowd, 0);
    Arrays.fill(crowdStates, 0);
    Arrays.fill(crowdLit, 0);
    for (int i = 0; i < dots.count(); i++) {
      if (dots.counted(i)) {
        crowd[picture.region[i]]++;
        crowdStates[picture.region[i] * STATES.length + picture.state[i]]++;
        crowdLit[picture.region[i]] += picture.asks[i] == lit ? 1 : 0;
      }
    }
    System.arraycopy(waiting, 0, leftOver, 0, leftOver.length);
    for (int i = 0; i < picture.gone; i++) {
      leftOver[picture.goneRegion[i]]++;
    }
    int gone = Palette.mix(palette.of(State.WAITS), palette.of(State.FAILED), 0.5);
    for (Region region : plan.regions()) {
      int per = region.waffle().per();
      if (per > 1) {
        int bright = lit < 0 ? 0 : (crowdLit[region.id()] + per - 1) / per;
        int there = (crowd[region.id()] + per - 1) / per;
        int all = (crowd[region.id()] + leftOver[region.id()] + per - 1) / per;
        for (int i = 0; i < Math.min(all, region.waffle().cells()); i++) {
          boolean dim = lit >= 0 && i >= bright;
          State state = i < there ? stateInCrowd(region.id(), i * per) : State.WAITS;
          pixels.stamp(
              state == State.WAITS_FOR_POOL ? Glyph.DIAMOND : Glyph.CELL,
              region.x(i) * scale,
              region.y(i) * scale,
              region.glyph() * scale,
              i < there ? palette.of(state) : gone,
              (i < there ? 0.8 : 0.55) * (dim ? DIM : 1));
        }
      }
    }
  }

  /** The state of one in a crowd, counted state by state. */
  private State stateInCrowd(int region, int number) {
    int before = 0;
    for (State state : STATES) {
      before += crowdStates[region * STATES.length + state.ordinal()];
      if (number < before) {
        return state;
      }
    }
    return State.WAITS;
  }

  /** A failure falls from where it was and fades. */
  void falls(Picture picture, Palette palette, long span) {
    for (int i = 0; i < picture.falls; i++) {
      double age = span <= 0 ? 1 : (double) (picture.time - picture.fallTime[i]) / span;
      if (age >= 0 && age < 1) {
        Area area = plan.regions().get(picture.fallRegion[i]).area();
        int spread = (int) Math.abs(picture.fall[i] * 31 % 997);
        double x = area.x() + 8 + spread / 997.0 * Math.max(1, area.width() - 16);
        double y = area.y() + 6 + age * age * Math.min(70, area.height());
        pixels.stamp(
            Glyph.CROSS, x * scale, y * scale, 13 * scale, palette.of(State.FAILED), 1 - age * age);
      }
    }
  }
}
