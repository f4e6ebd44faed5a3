"""Countersign in Gmail: the cards of the Workspace add-on, and what Google calls for them.

The triggers of the deployment are /gmail/home, /gmail/message (a message is open), /gmail/compose, and in its menu /gmail/settings and
/gmail/help.
Cards themselves name /gmail/clicked and /gmail/suggest, and their pictures stand at /gmail/crops/.
"""
