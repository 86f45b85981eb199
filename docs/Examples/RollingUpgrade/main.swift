print("rolling-upgrade")
