package tailback.program;

import java.util.List;

/** An enum constant that real configuration files write in other ways, too. */
public interface Spelled {

  /** The other ways, such as {@code uvicorn.workers.UvicornWorker}. */
  List<String> spellings();
}
