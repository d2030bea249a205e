"""Run the course's server in asyncio or uvloop, for server_scale.

Arguments: the folder of the course's files, the event loop's module.
"""
import sys
import threading

from child import exit_with_parent

if __name__ == '__main__':
    threading.Thread(target=exit_with_parent, daemon=True).start()
    folder, event_loop = sys.argv[1:]
    sys.path.insert(0, folder)
    # The server reads its address from the arguments.
    sys.argv[1:] = ['127.0.0.1:0']
    main = __import__('5-server').main
    __import__(event_loop).run(main())
