package tailback.journal;

/** Draws a scene into a frame. */
public final class Sketch implements Scene {

  private final State[] places;
  private Frame frame;
  private String part;
  private int replica;

  /**
   * A sketch of a stack.
   *
   * @param places what somebody does in each place of the run's catalogue
   */
  public Sketch(State[] places) {
    this.places = places.clone();
  }

  /** From now on into this frame. */
  public Sketch into(Frame drawn) {
    frame = drawn;
    return this;
  }

  @Override
  public void part(String name, int number) {
    part = name;
    replica = number;
  }

  @Override
  public void unit(Kind kind, String name, int number, Phase phase, int seats) {
    frame.addUnit(part, replica, kind, name, number, phase, seats);
  }

  @Override
  public void baton(long request, long since, boolean blocked) {
    frame.giveBaton(request, since, blocked);
  }

  @Override
  public void seat(int seat, long request, State state, boolean forNobody) {
    frame.addSeat(seat, request, state, forNobody);
  }

  @Override
  public void branch(int number, int place) {
    frame.branchOff(number, place);
  }

  @Override
  public State in(int place) {
    return places[place];
  }
}
