package tailback.ui.transport;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import tailback.experiment.Happening;
import tailback.experiment.Playback;
import tailback.journal.Moment;
import tailback.journal.Trail;
import tailback.journal.Turn;
import tailback.scenario.Problem;

/**
 * Moves one run, or two on one clock, on a thread of its own. Whatever it is asked to do is done
 * there in order; the screen never waits for it, nor it for the screen.
 */
public final class Player implements AutoCloseable {

  private static final double SECOND = 1e9;

  /** A picture is made at least so often while it runs, wall-clock nanoseconds. */
  private static final long PICTURE = 16_000_000;

  /** Before a jump's end it runs so long in small steps, so that what just fell is seen. */
  private static final long RUN_UP = 300_000_000;

  private static final int RUN_UP_STEPS = 10;

  private final List<Deck> decks;
  private final LinkedBlockingQueue<Runnable> commands = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::run, "simulation");
  private final Stops stops = new Stops();
  private volatile boolean closed;
  private volatile boolean playing;
  private volatile double speed = 1;
  private volatile double achieved;
  private volatile boolean over;
  private volatile Happening last;
  private volatile Moment moment = Moment.START;
  private volatile long study = -1;
  private volatile int jumps;
  private Consumer<String> told = text -> {};
  private long wall;
  private double wanted;

  /** Moves these; the first leads. */
  public Player(List<Deck> decks) {
    this.decks = List.copyOf(decks);
    thread.setDaemon(true);
  }

  /**
   * Begins, at time zero.
   *
   * @param listener is told in words what happened, on the simulation's thread
   */
  public Player start(Consumer<String> listener) {
    told = listener;
    ask(() -> jump(lead().timeZero()));
    thread.start();
    return this;
  }

  private Playback lead() {
    return decks.get(0).playback();
  }

  /** What it moves. */
  public List<Deck> decks() {
    return decks;
  }

  // ---- what it is asked; any thread

  /** Does something on the simulation's thread, between two moves. */
  public CompletableFuture<Void> ask(Runnable command) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    commands.add(
        () -> {
          try {
            command.run();
          } catch (Problem e) {
            told.accept(e.getMessage());
          }
          decks.forEach(Deck::publish);
          done.complete(null);
        });
    return done;
  }

  /** Plays, or pauses. */
  public CompletableFuture<Void> play(boolean wantedPlaying) {
    return ask(() -> playing = wantedPlaying && !over);
  }

  /** Sets the speed, simulated seconds in a second. */
  public void speed(double simulatedPerSecond) {
    speed = simulatedPerSecond;
  }

  /** Goes to a time, seconds from time zero. */
  public CompletableFuture<Void> seek(double seconds) {
    return ask(() -> jump(lead().timeZero() + Math.round(seconds * SECOND)));
  }

  /** Goes on to a time, seconds from time zero, as playing does: nobody is seen to jump. */
  public CompletableFuture<Void> glide(double seconds) {
    return ask(() -> toTime(lead().timeZero() + Math.round(seconds * SECOND)));
  }

  /** Goes to a time in small steps, so that what fell on the way is seen. */
  private void jump(long time) {
    jumps++;
    long from = Math.max(0, Math.min(time, lead().end()) - RUN_UP);
    toTime(from);
    for (int i = 1; i <= RUN_UP_STEPS; i++) {
      toTime(from + (time - from) * i / RUN_UP_STEPS);
    }
    last = null;
  }

  private void toTime(long time) {
    for (Deck deck : decks) {
      deck.toTime(Math.max(0, Math.min(time, deck.playback().end())));
    }
    arrived();
  }

  /** Fires the next event. */
  public CompletableFuture<Void> step() {
    return ask(
        () -> {
          playing = false;
          if (lead().step()) {
            last = lead().last();
          }
          follow();
        });
  }

  /** Goes on until the request under study moves, or anybody when there is none. */
  public CompletableFuture<Void> stepRequest() {
    return ask(
        () -> {
          playing = false;
          long who = study;
          lead()
              .stepTo(
                  happening ->
                      happening.moves().stream()
                          .anyMatch(move -> who < 0 || move.request() == who));
          last = lead().last();
          follow();
        });
  }

  /** Goes back to just before the last event. */
  public CompletableFuture<Void> back() {
    return ask(
        () -> {
          playing = false;
          lead().back();
          last = lead().last();
          jumps++;
          follow();
        });
  }

  /** Goes back to when the request under study came to where it is, or was before. */
  public CompletableFuture<Void> backRequest() {
    return ask(
        () -> {
          playing = false;
          long now = lead().now().time();
          long target = -1;
          if (study >= 0) {
            for (Trail.Stay stay : lead().trail(study).stays(now)) {
              target = stay.from() < now ? Math.max(target, stay.from()) : target;
            }
          }
          if (target >= 0) {
            jumps++;
            toTime(target);
          } else {
            lead().back();
            last = lead().last();
            jumps++;
            follow();
          }
        });
  }

  /** Goes on until somebody comes to a part or leaves it. */
  public CompletableFuture<Void> runToNextIn(String part) {
    return ask(
        () -> {
          playing = false;
          List<String> places = lead().places();
          lead()
              .stepTo(
                  happening ->
                      happening.moves().stream()
                          .anyMatch(
                              move ->
                                  in(part, places, move.to()) || in(part, places, move.from())));
          last = lead().last();
          follow();
        });
  }

  private static boolean in(String part, List<String> places, int place) {
    return place >= 0 && places.get(place).startsWith(part + ".");
  }

  /** The others come to where the first is. */
  private void follow() {
    long time = lead().now().time();
    for (int i = 1; i < decks.size(); i++) {
      decks.get(i).playback().toTime(time);
    }
    decks.forEach(Deck::look);
    arrived();
  }

  /** Changes a setting from now on, in all runs. */
  public CompletableFuture<Void> turn(String change) {
    return ask(
        () -> {
          for (Deck deck : decks) {
            deck.playback().turn(change);
          }
          follow();
          told.accept("From here on: " + change);
        });
  }

  /** Has a part do something, such as {@code gunicorn.reload}. */
  public CompletableFuture<Void> perform(String deed) {
    return ask(
        () -> {
          for (Deck deck : decks) {
            deck.playback().perform(deed);
          }
          follow();
          told.accept("Now: " + deed);
        });
  }

  /** Takes back what was changed last. */
  public CompletableFuture<Void> undo() {
    return rewrite(Playback::undo, "Taken back: ", "Nothing to undo");
  }

  /** Changes again what was taken back last. */
  public CompletableFuture<Void> redo() {
    return rewrite(Playback::redo, "Changed again: ", "Nothing to redo");
  }

  private CompletableFuture<Void> rewrite(
      Function<Playback, Turn> how, String done, String nothing) {
    return ask(
        () -> {
          Turn turn = null;
          for (Deck deck : decks) {
            turn = how.apply(deck.playback());
          }
          jumps++;
          follow();
          told.accept(turn == null ? nothing : done + turn.change());
        });
  }

  /** Studies a request; a negative number: none. */
  public void study(long request) {
    study = request;
  }

  // ---- what it tells; any thread

  /** Whether it plays. */
  public boolean playing() {
    return playing;
  }

  /** The wanted speed. */
  public double speed() {
    return speed;
  }

  /** The speed that it reached lately, simulated seconds in a second. */
  public double achieved() {
    return achieved;
  }

  /** Whether the run is over. */
  public boolean over() {
    return over;
  }

  /** What the last event did; null where the last move was not to an event. */
  public Happening last() {
    return last;
  }

  /** Where it is. */
  public Moment moment() {
    return moment;
  }

  /** How often time has jumped rather than passed. */
  public int jumps() {
    return jumps;
  }

  /** The request under study; negative: none. */
  public long study() {
    return study;
  }

  /** Where it stops by itself. */
  public Stops stops() {
    return stops;
  }

  // ---- its thread

  private void run() {
    wall = System.nanoTime();
    while (!closed) {
      try {
        Runnable command = playing ? commands.poll() : commands.poll(200, TimeUnit.MILLISECONDS);
        if (command != null) {
          command.run();
          wall = System.nanoTime();
          wanted = lead().now().time();
        } else if (playing) {
          advance();
          decks.forEach(Deck::publish);
        }
      } catch (InterruptedException e) {
        closed = true;
      }
    }
    decks.forEach(deck -> deck.playback().close());
  }

  private void advance() throws InterruptedException {
    long began = lead().now().time();
    long now = System.nanoTime();
    double passed = Math.min(0.1, (now - wall) / SECOND);
    if (passed * SECOND < PICTURE && speed != Speed.MAX) {
      Thread.sleep((PICTURE - (long) (passed * SECOND)) / 1_000_000 + 1);
      return;
    }
    wall = now;
    if (speed == Speed.MAX) {
      asFastAsItGoes(now);
    } else {
      wanted = Math.max(wanted, began) + passed * speed * SECOND;
      onTo((long) Math.min(wanted, lead().end()), now + 3 * PICTURE);
      if (lead().now().time() < wanted - speed * SECOND / 5) {
        wanted = lead().now().time(); // too fast for this machine: no debts
      }
    }
    double reached = (lead().now().time() - began) / SECOND;
    double took = Math.max(1e-6, Math.max(passed, (System.nanoTime() - now) / SECOND));
    achieved = 0.85 * achieved + 0.15 * reached / took;
    over = lead().isOver() || lead().now().time() >= lead().end();
    if (over) {
      playing = false;
    }
  }

  private void asFastAsItGoes(long now) {
    long slice = 10_000_000;
    while (System.nanoTime() - now < PICTURE && !lead().isOver() && playing) {
      long before = System.nanoTime();
      onTo(Math.min(lead().end(), lead().now().time() + slice), Long.MAX_VALUE);
      if (System.nanoTime() - before < PICTURE / 8) {
        slice *= 2;
      }
      if (lead().now().time() >= lead().end()) {
        return;
      }
    }
  }

  /** Goes on to a time, or as far as it comes until {@code deadline}, or to where it stops. */
  private void onTo(long time, long deadline) {
    long from = lead().now().time();
    int slices = speed == Speed.MAX ? 1 : 6;
    for (int i = 1; i <= slices && System.nanoTime() < deadline; i++) {
      long to = from + (time - from) * i / slices;
      if (stops.isEmpty()) {
        toTime(to);
      } else {
        String reason = stops.goTo(lead(), to);
        follow();
        if (reason != null) {
          playing = false;
          told.accept(reason);
          return;
        }
      }
    }
  }

  private void arrived() {
    moment = lead().now();
    over = lead().isOver() || lead().now().time() >= lead().end();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  /** Waits until its thread has ended, so that what it holds is free; a second at most. */
  public void join() throws InterruptedException {
    thread.join(1000);
  }
}
