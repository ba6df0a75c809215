package tailback.component.edge;

import tailback.program.Request;

/** Backup servers are asked when none of the others is available ({@code server … backup}). */
public final class Backup implements Balancer {

  private final Balancer first;
  private final Balancer backup;

  /** Asks the first, and when it has nobody the other. */
  public Backup(Balancer first, Balancer backup) {
    this.first = first;
    this.backup = backup;
  }

  @Override
  public Peer choose(Request request, Tried tried, long now) {
    Peer peer = first.choose(request, tried, now);
    return peer != null ? peer : backup.choose(request, tried, now);
  }
}
