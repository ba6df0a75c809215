package tailback.ui;

import java.util.List;

/** What is chosen on the stages and shown at their side: a request, a part, or nothing. */
final class Selection implements Acts.Chosen {

  private final Session session;
  private final Sides sides;
  private Acts acts;

  Selection(Session session, Sides sides) {
    this.session = session;
    this.sides = sides;
  }

  /** On which stages. */
  void on(Acts stages) {
    acts = stages;
  }

  /** Studies a request, in both runs where there are two. */
  @Override
  public void request(long request) {
    session.player().study(request);
    sides.inspector().showRequest(request);
    if (sides.both() != null) {
      sides.both().showRequest(request);
      sides.choose(true);
    }
  }

  /** Chooses a part, in both runs where there are two; null: none. */
  @Override
  public void part(String part) {
    session.player().study(-1);
    acts.select(part);
    if (sides.both() != null) {
      sides.both().showPart(part);
      sides.choose(part != null);
    }
    if (part == null) {
      sides.inspector().showScenario();
    } else {
      sides.inspector().showPart(part);
    }
  }

  /** Chooses the next part, front to back, or the one before. */
  void nextPart(int way) {
    List<String> parts = acts.parts();
    String chosen = sides.inspector().part();
    int at = chosen == null ? -1 : parts.indexOf(chosen);
    int next = at < 0 ? (way > 0 ? 0 : parts.size() - 1) : Math.floorMod(at + way, parts.size());
    part(parts.get(next));
  }

  /** Studies the next request on the stage, by its number, or the one before. */
  void nextRequest(int way) {
    long request = acts.nextRequest(session.player().study(), way);
    if (request > 0) {
      request(request);
    }
  }
}
