package org.hearhear.it;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.StackFrame;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector.Argument;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a debugger sees of a running server, and may do to it. For one thread. */
final class Debugger implements AutoCloseable {
  private final VirtualMachine machine;

  private Debugger(VirtualMachine machine) {
    this.machine = machine;
  }

  /**
   * A thread that has come to a place.
   *
   * @param stack what it is in, as {@code package.Class.method}, the outermost first
   */
  record Stop(String thread, List<String> stack) {}

  /** Something that makes a server run. */
  interface Work {
    void run() throws IOException;
  }

  /** Attaches to a server that is {@link ServerOptions#openToDebuggers}. */
  static Debugger of(Server server) {
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(candidate -> candidate.name().equals("com.sun.jdi.SocketAttach"))
            .findFirst()
            .orElseThrow();
    Map<String, Argument> arguments = connector.defaultArguments();
    argument(arguments, "hostname").setValue("127.0.0.1");
    argument(arguments, "port").setValue(Integer.toString(server.debugPort()));
    List<VirtualMachine> attached = new ArrayList<>();
    // A JVM takes one debugger at a time, and listens again a while after the last one has left.
    Deadline.soon()
        .until("the JVM listens for a debugger", () -> attach(connector, arguments, attached));
    return new Debugger(attached.get(0));
  }

  /** Interrupts every thread whose name begins so, and returns how many those were. */
  int interrupt(String namePrefix) {
    List<ThreadReference> threads =
        machine.allThreads().stream()
            .filter(thread -> thread.name().startsWith(namePrefix))
            .toList();
    threads.forEach(ThreadReference::interrupt);
    return threads.size();
  }

  /**
   * Does something and returns the stack of the first thread that comes to a method of a class that
   * is loaded already. Threads of other names pass.
   *
   * @param place {@code package.Class.method}
   */
  Stop stackAt(String place, String threadPrefix, Work work) throws IOException {
    List<BreakpointRequest> breakpoints =
        methods(place).stream()
            .map(method -> machine.eventRequestManager().createBreakpointRequest(method.location()))
            .toList();
    if (breakpoints.isEmpty()) {
      throw new AssertionError("No method that is loaded is called " + place);
    }
    for (BreakpointRequest breakpoint : breakpoints) {
      breakpoint.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
      breakpoint.enable();
    }
    try {
      work.run();
      return awaitStop(place, threadPrefix, breakpoints);
    } finally {
      machine.eventRequestManager().deleteEventRequests(breakpoints);
      machine.resume();
    }
  }

  @Override
  public void close() {
    machine.dispose();
  }

  private List<Method> methods(String place) {
    int dot = place.lastIndexOf('.');
    String name = place.substring(dot + 1);
    return machine.classesByName(place.substring(0, dot)).stream()
        .map(ReferenceType::methods)
        .flatMap(List::stream)
        .filter(method -> method.name().equals(name) && method.location() != null)
        .toList();
  }

  private Stop awaitStop(String place, String threadPrefix, List<BreakpointRequest> breakpoints) {
    Deadline deadline = Deadline.soon();
    while (!deadline.isPast()) {
      EventSet events = nextEvents(deadline);
      if (events == null) {
        break;
      }
      for (Event event : events) {
        // What an earlier breakpoint has left behind is of threads that run again.
        if (event instanceof BreakpointEvent hit
            && breakpoints.contains(event.request())
            && hit.thread().name().startsWith(threadPrefix)) {
          Stop stop = stop(hit.thread());
          events.resume();
          return stop;
        }
      }
      events.resume();
    }
    throw new AssertionError("No thread " + threadPrefix + "… came to " + place);
  }

  private @Nullable EventSet nextEvents(Deadline deadline) {
    try {
      return machine.eventQueue().remove(Math.max(1, deadline.remaining().toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Stop stop(ThreadReference thread) {
    try {
      List<String> stack = new ArrayList<>();
      for (StackFrame frame : thread.frames()) {
        Method method = frame.location().method();
        stack.add(method.declaringType().name() + "." + method.name());
      }
      Collections.reverse(stack);
      return new Stop(thread.name(), stack);
    } catch (IncompatibleThreadStateException notSuspended) {
      throw new IllegalStateException(notSuspended);
    }
  }

  private static boolean attach(
      AttachingConnector connector,
      Map<String, Argument> arguments,
      List<VirtualMachine> attached) {
    try {
      attached.add(connector.attach(arguments));
      return true;
    } catch (ConnectException nobodyListens) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (IllegalConnectorArgumentsException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Argument argument(Map<String, Argument> arguments, String name) {
    Argument argument = arguments.get(name);
    if (argument == null) {
      throw new IllegalStateException("The debugger's connector has no argument " + name);
    }
    return argument;
  }
}
