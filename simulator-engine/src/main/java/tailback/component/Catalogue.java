package tailback.component;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import tailback.component.edge.Alb;
import tailback.component.edge.Caddy;
import tailback.component.edge.Cdn;
import tailback.component.edge.HaProxy;
import tailback.component.edge.Nginx;
import tailback.component.framework.Django;
import tailback.component.framework.FastApi;
import tailback.component.framework.Flask;
import tailback.component.pool.PgBouncer;
import tailback.component.queue.Celery;
import tailback.component.queue.Rq;
import tailback.component.service.Service;
import tailback.component.store.Memcached;
import tailback.component.store.ObjectStore;
import tailback.component.store.Postgres;
import tailback.component.store.Redis;
import tailback.component.worker.Gunicorn;
import tailback.component.worker.Node;
import tailback.component.worker.UvicornServer;

/** Every kind of part that a stack may hold. Adding one is one line in {@link #standard}. */
public final class Catalogue {

  private final Map<String, Kind<?>> kinds = new LinkedHashMap<>();

  private Catalogue with(Kind<?> kind) {
    kinds.put(kind.name(), kind);
    return this;
  }

  /** The parts that ship with the program, front to back. */
  public static Catalogue standard() {
    return new Catalogue()
        .with(Cdn.KIND)
        .with(Alb.KIND)
        .with(Nginx.KIND)
        .with(HaProxy.KIND)
        .with(Caddy.KIND)
        .with(Gunicorn.KIND)
        .with(UvicornServer.KIND)
        .with(Node.KIND)
        .with(Django.KIND)
        .with(Flask.KIND)
        .with(FastApi.KIND)
        .with(PgBouncer.KIND)
        .with(Postgres.KIND)
        .with(Redis.KIND)
        .with(Memcached.KIND)
        .with(Celery.KIND)
        .with(Rq.KIND)
        .with(ObjectStore.KIND)
        .with(Service.KIND);
  }

  /** The kind of that name; null when there is none. */
  public Kind<?> get(String name) {
    return kinds.get(name);
  }

  /** All kinds, front to back. */
  public Collection<Kind<?>> all() {
    return kinds.values();
  }
}
