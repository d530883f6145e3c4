### What Keepsake is doing and has done: now, the history, the pace of requests.
